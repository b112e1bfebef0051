using System.Reflection;
using System.Runtime.Loader;

namespace LstmForecast.Tests.Host;

/// <summary>A program with plug-ins: the library and TorchSharp are in a load context of their own.</summary>
internal static class LoadIsolatedVerb
{
    internal static void Run(string[] args)
    {
        string program = typeof(LoadIsolatedVerb).Assembly.Location;
        Assembly isolated = new PluginContext(program).LoadFromAssemblyPath(program);
        isolated.GetType(typeof(LoadVerb).FullName!)!
            .GetMethod(nameof(LoadVerb.Run), BindingFlags.Static | BindingFlags.NonPublic)!
            .Invoke(null, [args]);
    }

    private sealed class PluginContext(string program) : AssemblyLoadContext("plug-in")
    {
        private readonly AssemblyDependencyResolver _resolver = new(program);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }
}
