using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>
/// Goal: the cases of the law (rules.md G.1, G.2, G.3, H) come out as written there. Method: each is data in
/// cases/*.json, played by <see cref="Script"/> against the real rules and calendar.
/// </summary>
public sealed class CaseTests
{
    private static readonly CaseBook _book = new("Certificates");

    public static TheoryData<string, string> Names() => _book.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_case_comes_out_as_written(string file, string name) => Script.Play(_book.Steps(file, name));

    [Fact]
    public void No_file_is_empty_and_every_case_expects_something() =>
        _book.IsWhole("age.json", "assessment.json", "facts.json", "limits.json", "points.json", "renewal.json");
}
