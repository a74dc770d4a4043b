using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// Goal: what docs/security.md says of the code as a whole is so (ASVS 1.2.4, 1.2.5, 1.2.9, 1.3.2, 1.4.1 to 1.4.3,
/// 15.3.6): programs, patterns, memory, numbers, statements and scripts. Method: the sources of the program.
/// </summary>
public sealed partial class SafeCodeTests
{
    private static IEnumerable<string> Code =>
        Sources.Of("src").Concat(Sources.Of("src", "*.razor"));

    /// <summary>One program is started, by its name and with a list of arguments: no shell reads them.</summary>
    [Fact]
    public void One_place_starts_another_program_and_no_shell()
    {
        var starts = Code.Where(file => Starts().IsMatch(File.ReadAllText(file))).ToArray();
        Assert.Equal("TesseractCardReader.cs", Path.GetFileName(Assert.Single(starts)));
        var text = File.ReadAllText(starts[0]);
        Assert.Contains("new ProcessStartInfo(Program, arguments)", text, StringComparison.Ordinal);
        Assert.Contains("UseShellExecute = false", text, StringComparison.Ordinal);
        Assert.Contains("private const string Program", text, StringComparison.Ordinal);
    }

    /// <summary>A pattern that somebody types can take for ever; generated ones are constants.</summary>
    [Fact]
    public void Every_pattern_is_a_constant_of_the_source() => Assert.Equal([], Code.Where(file =>
        Patterns().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));

    [Fact]
    public void No_code_is_compiled_from_data() => Assert.Equal([], Code.Where(file =>
        Compiles().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));

    /// <summary>Arithmetic is checked and memory is managed, in every project of the program.</summary>
    [Fact]
    public void Numbers_are_checked_and_memory_is_managed()
    {
        var all = File.ReadAllText(Path.Combine(Sources.Root, "Directory.Build.props"));
        Assert.Contains(
            "<CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>", all, StringComparison.Ordinal);
        Assert.All(Sources.Of("src", "*.csproj"), project => Assert.DoesNotMatch(
            "AllowUnsafeBlocks|CheckForOverflowUnderflow", File.ReadAllText(project)));
        Assert.DoesNotContain(Code, file => Unsafe().IsMatch(File.ReadAllText(file)));
    }

    /// <summary>
    /// What stands in the text of a statement is a constant or a list of marks: no value is written between quotes, so
    /// no value can end one.
    /// </summary>
    [Fact]
    public void No_statement_has_a_value_between_quotes() => Assert.Equal([], Sources.Of("src/Storage")
        .SelectMany(file => QuotedHole().Matches(File.ReadAllText(file))
            .Select(match => $"{Path.GetFileName(file)}: {match.Value}"))
        .Except(["CopyTarget.cs: '{table}'"])); // The name of a table of ours, where SQL has no parameter.

    /// <summary>Scripts of our own make no code, no markup and no prototype of what somebody types.</summary>
    [Fact]
    public void Scripts_make_no_code_no_markup_and_no_prototype_of_texts() => Assert.Equal([],
        Sources.Of("src/Portal/Assets", "*.js").Where(file => !file.Contains("/lib/", StringComparison.Ordinal))
            .SelectMany(file => Dangerous().Matches(File.ReadAllText(file))
                .Select(match => $"{Path.GetFileName(file)}: {match.Value}")));

    [GeneratedRegex(@"\bProcess\.Start\(|new Process\b|ProcessStartInfo")]
    private static partial Regex Starts();

    [GeneratedRegex(@"new Regex\(|\bRegex\.(IsMatch|Match|Matches|Replace|Split|Count|EnumerateMatches)\(")]
    private static partial Regex Patterns();

    [GeneratedRegex(@"CSharpScript|CompileAssembly|Assembly\.Load\(|DynamicMethod|AssemblyBuilder|BinaryFormatter")]
    private static partial Regex Compiles();

    [GeneratedRegex(@"\bunsafe\s*[{(]|\bunsafe (static|class|struct|void)|Marshal\.(Copy|Alloc|PtrTo)")]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"'[^'\n]*\{[A-Za-z_.()]+\}[^'\n]*'(?=[^\n]*"")")]
    private static partial Regex QuotedHole();

    [GeneratedRegex(@"\.(innerHTML|outerHTML|insertAdjacentHTML)\b|document\.write|\beval\(|new Function\b|__proto__"
        + @"|Object\.assign\(|setTimeout\([""'`]|\.srcdoc\b")]
    private static partial Regex Dangerous();
}
