using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.Trips;

/// <summary>
/// Goal: the cases of the law for charter trips (rules.md C, G.6, H.3) come out as written there. Method: each is data
/// in cases/*.json, played by <see cref="TripScript"/> against the real rules.
/// </summary>
public sealed class TripCaseTests
{
    private static readonly CaseBook _book = new("Trips");

    public static TheoryData<string, string> Names() => _book.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_case_comes_out_as_written(string file, string name) => TripScript.Play(_book.Steps(file, name));

    [Fact]
    public void No_file_is_empty_and_every_case_expects_something() =>
        _book.IsWhole("certificate.json", "filing.json", "life.json", "review.json");
}
