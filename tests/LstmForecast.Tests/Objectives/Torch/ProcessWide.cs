namespace LstmForecast.Tests.Objectives;

/// <summary>Tests of what a process has one of (tensor count, random state): nothing may run beside them.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide
{
}
