using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.Vehicles;

/// <summary>
/// Goal: the cases of the law for vehicles (rules.md A.8-A.11, G.3 #53, G.4) come out as written there. Method: each is
/// data in cases/*.json, played by <see cref="VehicleScript"/> against the real rules and calendar.
/// </summary>
public sealed class VehicleCaseTests
{
    private static readonly CaseBook _book = new("Vehicles");

    public static TheoryData<string, string> Names() => _book.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_case_comes_out_as_written(string file, string name) => VehicleScript.Play(_book.Steps(file, name));

    [Fact]
    public void No_file_is_empty_and_every_case_expects_something() =>
        _book.IsWhole("certificates.json", "officio.json", "review.json", "services.json");
}
