using System.Reflection;

namespace LstmForecast.Architecture.Tests.Types;

public sealed class PublicTypeTests
{
    public static TheoryData<string, string> AssembliesAndNamespaces => new()
    {
        { "LstmForecast.Runtime", "LstmForecast" },
        { "LstmForecast.Csv", "LstmForecast.Csv" },
        { "LstmForecast.DataFrames", "LstmForecast.DataFrames" },
        { "LstmForecast", "LstmForecast" },
        { "LstmForecast.Plots", "LstmForecast.Plots" },
        { "LstmForecast.Onnx", "LstmForecast.Onnx" },
    };

    [Theory, MemberData(nameof(AssembliesAndNamespaces))]
    public void PublicTypes_OfAssembly_LiveInOneNamespace(string assembly, string @namespace) =>
        Assembly.Load(assembly).GetExportedTypes().Where(type => type.Namespace != @namespace).Should().BeEmpty(
            "users need one using line, '{0}', for all of {1}", @namespace, assembly);

    [Theory, MemberData(nameof(AssembliesAndNamespaces))]
    public void PublicClasses_OfAssembly_AreSealedOrOpenOnPurpose(string assembly, string @namespace)
    {
        IEnumerable<Type> open = Assembly.Load(assembly).GetExportedTypes().Where(IsOpen);

        open.Select(type => type.FullName).Except(OpenTypes.Reasons.Keys).Should().BeEmpty(
            "a class of {0} is sealed or static, or listed in OpenTypes.cs with the reason why not", @namespace);
    }

    [Fact]
    public void OpenTypes_Reasons_AreAllInUse()
    {
        IEnumerable<string?> open = AssembliesAndNamespaces
            .SelectMany(row => Assembly.Load((string)row[0]).GetExportedTypes())
            .Where(IsOpen)
            .Select(type => type.FullName);

        OpenTypes.Reasons.Keys.Except(open).Should().BeEmpty("a reason without its open class is out of date");
    }

    [Theory]
    [InlineData(typeof(Stream), true)]
    [InlineData(typeof(Random), true)]
    [InlineData(typeof(string), false)]
    [InlineData(typeof(Math), false)]
    [InlineData(typeof(DayOfWeek), false)]
    [InlineData(typeof(DateTime), false)]
    [InlineData(typeof(Action), false)]
    [InlineData(typeof(IDisposable), false)]
    public void IsOpen_KnownType_TellsWhetherUsersCanDerive(Type type, bool expected) =>
        IsOpen(type).Should().Be(expected);

    // Static classes are sealed, and so are enums, structs and delegates; an interface is no class.
    private static bool IsOpen(Type type) => type.IsClass && !type.IsSealed;
}
