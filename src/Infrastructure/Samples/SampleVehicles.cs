using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>
/// Makes vehicles with dates that are possible together: most reviewed recently, some due for review or renewal, some
/// overdue, expired, laid up or cancelled. Plate, VIN and certificate number each come from the vehicle's number, so
/// that none occurs twice.
/// </summary>
internal sealed class SampleVehicles(int seed, DateOnly today)
{
    private const int NewEnergyPercent = 15, Serials = Letters * Letters * 1000, Letters = 24, Cities = 8;

    /// <summary>As many as there are plates for.</summary>
    public const int Max = Cities * Serials;

    private const string PlateLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ", LargeEndings = "ABCDEFGHJK";
    private static readonly string[] _makers = ["LFWSRTE8", "LZZ5ELNC", "LGAX4DD3", "LKLR1KSE", "LA6R1HSL"];

    private readonly Shuffle _plates = new(Max, seed);
    private readonly int _seed = unchecked(seed * 31 + 11);

    /// <summary>A vehicle of <paramref name="known"/>; <paramref name="item"/> is its number in the province.</summary>
    public VehicleRow Make(SampleOperator known, int item)
    {
        var random = SeededRandom.For(_seed, item);
        var kind = random.One(known.Kinds.AsSpan());
        var share = random.Below(100);
        var rules = Rulebook.Embedded.RoadAt(today);
        var to = share < 5 ? random.Day(today, today.AddDays(rules.VehicleRenewalOpensDaysBefore - 1))
            : share < 8 ? random.Day(today.AddDays(-300), today.AddDays(-1))
            : random.Day(
                today.AddDays(rules.VehicleRenewalOpensDaysBefore + 1), today.AddYears(YearsOf(today)).AddDays(-2));
        var period = SampleCertificates.PeriodUntil(to, YearsOf);
        var first = random.Percent(40) ? period.From.AddYears(-YearsOf(period.From)) : period.From;
        var (plate, colour) = PlateOf(known.Row.Authority, item, newEnergy: random.Percent(NewEnergyPercent));
        var row = new VehicleRow(known.Row.CreditCode, kind, plate, colour, VinOf(ref random, item),
            $"{known.Row.Authority}{item:D8}", known.Row.Authority, period.From, period.To, first,
            ReviewedOn(ref random, first), random.Percent(4) ? OperatingStatus.Suspended : OperatingStatus.Operating,
            random.Percent(75) ? TechnicalGrade.Grade1 : TechnicalGrade.Grade2,
            DocumentVersion: first == period.From ? 1 : 2,
            Seats: kind == VehicleKind.Passenger ? 20 + random.Below(36) : null);
        if (random.Percent(3))
            row = row with { Violations = [new UnsettledViolation(random.Day(period.From, today), "未按规定进行维护")] };
        return random.Percent(3) ? Cancelled(ref random, row) : row;
    }

    private static int YearsOf(DateOnly day) => Rulebook.Embedded.RoadAt(day).VehicleCertificateValidityYears;

    /// <summary>
    /// The day of the last review, for most vehicles one that is still in force. Null: the vehicle is too new for one.
    /// </summary>
    private DateOnly? ReviewedOn(ref SeededRandom random, DateOnly first)
    {
        var share = random.Below(100);
        var holdsTo = share < 10
            ? random.Day(today, today.AddDays(Rulebook.Embedded.RoadAt(today).ReviewOpensDaysBefore - 1))
            : share < 15 ? random.Day(today.AddDays(-200), today.AddDays(-1))
            : random.Day(today.AddDays(31), today.AddDays(364));
        var on = holdsTo.AddDays(1).AddYears(-1);
        return on < first || on > today ? null : on;
    }

    private VehicleRow Cancelled(ref SeededRandom random, VehicleRow row) => row with
    {
        OperatingStatus = null,
        CancelledOn = random.Day(row.ValidFrom, today),
        CancelledBy = random.Below(3) switch
        {
            0 => VehicleEndGround.Request,
            1 => VehicleEndGround.Scrapped,
            _ => null,
        },
    };

    private static string VinOf(ref SeededRandom random, int item) =>
        Vin.Complete($"{random.One<string>(_makers)}N{item:D7}");

    private (string Plate, PlateColour Colour) PlateOf(string authority, int item, bool newEnergy)
    {
        var (city, serial) = Math.DivRem((int)_plates.At(item), Serials);
        var area = $"{Provinces.ByCode(authority)!.PlateCharacter}{PlateLetters[city]}";
        return newEnergy
            ? ($"{area}{serial % 100_000:D5}{LargeEndings[serial / 100_000]}", PlateColour.YellowGreen)
            : ($"{area}{PlateLetters[serial / 1000 / Letters]}{PlateLetters[serial / 1000 % Letters]}"
                + $"{serial % 1000:D3}", PlateColour.Yellow);
    }
}
