using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.RailLicences;

/// <summary>
/// Goal: the railway cases of the law (rules.md G.5, the chains of G.3, B, H) come out as written there. Method: each
/// is data in cases/*.json, played by <see cref="RailScript"/> against the real rules and calendar.
/// </summary>
public sealed class RailCaseTests
{
    private static readonly CaseBook _book = new("RailLicences");

    public static TheoryData<string, string> Names() => _book.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_case_comes_out_as_written(string file, string name) => RailScript.Play(_book.Steps(file, name));

    [Fact]
    public void No_file_is_empty_and_every_case_expects_something() =>
        _book.IsWhole("chain.json", "first.json", "grounds.json", "renewal.json", "upgrade.json");
}
