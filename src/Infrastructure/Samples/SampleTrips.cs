using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>
/// Makes charter trips as of the first instant of the sample's day. A bus and two drivers are a team and have three
/// trips one after the other: one that is over, one at present, one to come; so nobody is booked twice.
/// </summary>
internal sealed class SampleTrips(int seed, DateOnly today)
{
    /// <summary>
    /// The trips of a team are within so many days around today; everything that they depend on is valid in this time.
    /// </summary>
    private const int DaysAround = 30;
    private const int MaxAutoReviewKm = 800;

    private static readonly (string Region, string Place)[] _destinations =
        [("5101", "成都"), ("5001", "重庆"), ("5201", "贵阳"), ("4501", "南宁")];
    private static readonly string[] _purposes = ["旅游", "会议", "通勤", "研学"];
    private static readonly string[] _hirers = ["春城旅行社", "山水旅行社", "第一中学", "建设集团"];

    private readonly int _seed = unchecked(seed * 31 + 13);

    private enum Time { Over, Now, ToCome }

    /// <summary>True for an operator whose permit covers interprovincial charters during that time.</summary>
    public bool MayCharter(OperatorRow known) => known.Permits is { } permits && permits.Any(permit =>
        permit.Bound && permit.EndedOn is null && permit.Scopes.Contains(OperatingScope.InterprovincialCharter)
        && permit.ValidFrom <= today.AddDays(-DaysAround) && permit.ValidTo >= today.AddDays(DaysAround));

    /// <summary>True for a bus that is in operation, valid and reviewed during that time.</summary>
    public bool MayRun(VehicleRow bus)
    {
        var reviewed = bus.ReviewedOn ?? bus.FirstIssuedOn ?? bus.ValidFrom;
        return bus is { Kind: VehicleKind.Passenger, CancelledOn: null, OperatingStatus: OperatingStatus.Operating }
            && bus.ValidFrom <= today.AddDays(-DaysAround) && bus.ValidTo >= today.AddDays(DaysAround)
            && reviewed <= today.AddDays(-DaysAround)
            && LegalDates.Anniversary(reviewed, 1) > today.AddDays(DaysAround);
    }

    /// <summary>True for a driver whose certificate is valid during that time and whose last grade is not B.</summary>
    public bool MayDrive(SampleCertificate driver) =>
        driver.Certificate is
        {
            Kind: Domain.Certificates.CertificateKind.PassengerDriver, CancelledBy: null, LastGrade: not Grade.B,
        }
        && driver.Certificate.ValidFrom <= today.AddDays(-DaysAround)
        && driver.Certificate.ValidTo >= today.AddDays(DaysAround);

    /// <summary>The trips of a team; <paramref name="team"/> is its number in the province.</summary>
    public IEnumerable<TripRow> Of(OperatorRow carrier, VehicleRow bus, ImmutableArray<DriverRow> drivers, int team)
    {
        foreach (var time in Enum.GetValues<Time>())
        {
            var random = SeededRandom.For(_seed, team * 3L + (int)time);
            var (departs, days) = time switch
            {
                Time.Over => (today.AddDays(-20 + random.Below(8)), 1 + random.Below(5)),
                Time.Now => (today.AddDays(-1), 2 + random.Below(2)),
                _ => (today.AddDays(4 + random.Below(8)), 1 + random.Below(5)),
            };
            var trip = Planned(ref random, carrier, bus, drivers, At(departs, 7 + random.Below(4)),
                At(departs.AddDays(days), 18 + random.Below(4)), $"{team:D6}{(int)time}");
            yield return Standing(ref random, time, trip, carrier.AutoReview);
        }
    }

    private static DateTimeOffset At(DateOnly day, int hour) =>
        ShanghaiTime.StartOf(day).AddHours(hour).ToUniversalTime();

    private TripRow Planned(
        ref SeededRandom random,
        OperatorRow carrier,
        VehicleRow bus,
        ImmutableArray<DriverRow> drivers,
        DateTimeOffset departs,
        DateTimeOffset returns,
        string number)
    {
        var (region, place) = random.One<(string, string)>(_destinations);
        var start = ShanghaiTime.StartOf(today).ToUniversalTime();
        var filed = (departs < start ? departs : start).AddDays(-6).AddHours(random.Below(24));
        return new TripRow(
            $"{bus.Authority}-{ShanghaiTime.DateOf(filed):yyyyMMdd}-S{number}", carrier.CreditCode,
            bus.Plate, bus.PlateColour,
            [.. drivers.Select(driver => new TripDriverRow(driver.Name, driver.IdentityNumber))], bus.Authority,
            random.Percent(90) ? TripKind.SpecialCharter : TripKind.ScheduledTemporary,
            new TripPlace(TripPlaces.CityOf(bus.Authority), NameOf(bus.Authority)),
            new TripPlace(region, place), 300 + random.Below(700), departs, returns, $"BC-{number}",
            random.One<string>(_hirers), 8 + random.Below(12), random.One<string>(_purposes),
            carrier.Contacts?[0].Name ?? carrier.Name, filed, TripStatus.Filed, RoundTrip: true);
    }

    private static string NameOf(string authority)
    {
        foreach (var (code, name) in SamplePlaces.Prefectures)
            if (code == authority) return name;
        throw new ArgumentOutOfRangeException(nameof(authority), authority, "no sample place");
    }

    /// <summary>The trip in its present status; everything recorded was done before the day of the sample.</summary>
    private static TripRow Standing(ref SeededRandom random, Time time, TripRow trip, bool autoReview)
    {
        var by = autoReview && trip is { Kind: TripKind.SpecialCharter, OneWayKm: <= MaxAutoReviewKm }
            ? null
            : "charter-desk";
        var at = by is null ? trip.FiledAt : trip.FiledAt.AddHours(3);
        var reviewed = trip with { Status = TripStatus.Approved, Review = new TripReviewRow(by is null, at, by) };
        var share = random.Below(100);
        if (time != Time.Now && share < 8)
            return reviewed with { Status = TripStatus.Cancelled, CancelReason = "用户取消" };
        if (time != Time.Now && share < 12)
            return trip with
            {
                Status = TripStatus.Refused,
                Review = new TripReviewRow(false, trip.FiledAt.AddHours(3), "charter-desk", ["合同不清晰"]),
            };
        if (time == Time.ToCome && share < 20) return trip with { Status = TripStatus.ManualReview };
        if (time == Time.ToCome && share < 40) return reviewed;
        // Only some provinces issue electronic certificates; the others print.
        var electronic = CharterRulebook.Embedded.SchemeOf(trip.Authority) is { } scheme
            && at >= scheme.From
            && random.Percent(85);
        var issued = reviewed with
        {
            Status = TripStatus.Issued,
            IssuedAt = at.AddHours(1),
            Medium = electronic ? TripMedium.Electronic : TripMedium.Paper,
        };
        var carried = !electronic || random.Percent(time == Time.ToCome ? 50 : 90);
        if (electronic && carried)
        {
            var received = issued.IssuedAt.Value;
            var all = random.Percent(80);
            issued = issued with
            {
                Status = TripStatus.Received,
                Drivers = [.. issued.Drivers.Select((driver, i) => i == 0 || all
                    ? driver with { ReceivedAt = received.AddMinutes(10 + (20 * i)) }
                    : driver)],
            };
        }
        return issued with
        {
            Status = time switch
            {
                Time.Over => carried ? TripStatus.Ended : TripStatus.Expired,
                Time.Now => carried ? TripStatus.InProgress : TripStatus.Issued,
                _ => issued.Status,
            },
        };
    }
}
