using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>
/// A made-up province: certificates, operators with permits and with drivers among the holders, vehicles of the
/// permitted kinds, and their charter trips, in every situation. It depends on sizes, seed and day alone, and is made
/// while it is read, so that it needs only a few bytes for each operator.
/// </summary>
/// <param name="certificates">How many certificates.</param>
/// <param name="operators">How many operators.</param>
/// <param name="vehicles">How many vehicles; the first operator has up to 3,000 of them.</param>
/// <param name="seed">Another seed, another province.</param>
/// <param name="today">The day for which it is made.</param>
public sealed class SampleProvince(int certificates, int operators, int vehicles, int seed, DateOnly today)
{
    /// <summary>Most drivers of an operator of the sample.</summary>
    private const int MaxDrivers = 400;

    private readonly SampleOperators _operators = new(operators, vehicles, seed, today);

    /// <summary>The certificates with their holders.</summary>
    public IEnumerable<SampleCertificate> Certificates() => SampleRegister.Make(certificates, seed, today);

    /// <summary>The operators. They name drivers, so the certificates come before them.</summary>
    public IEnumerable<OperatorRow> Operators()
    {
        var persons = new SamplePersons(seed, today);
        for (var number = 0; number < operators; number++)
        {
            var known = _operators.At(number);
            var drivers = DriversOf(persons, number, known).Select(RowOf).ToArray();
            yield return known.Row with { Drivers = drivers.Length == 0 ? null : [.. drivers] };
        }
    }

    /// <summary>The vehicles, fleet by fleet. They name their operators, so these come before them.</summary>
    public IEnumerable<VehicleRow> Vehicles()
    {
        var made = new SampleVehicles(seed, today);
        var item = 0;
        for (var number = 0; number < operators; number++)
        {
            var known = _operators.At(number);
            for (var i = 0; i < known.Vehicles; i++) yield return made.Make(known, item++);
        }
    }

    /// <summary>
    /// The charter trips, team by team. They name operators, buses and drivers, so these come before them.
    /// </summary>
    public IEnumerable<TripRow> Trips()
    {
        var (persons, vehicles, trips) = (
            new SamplePersons(seed, today), new SampleVehicles(seed, today), new SampleTrips(seed, today));
        var (item, team) = (0, 0);
        for (var number = 0; number < operators; number++)
        {
            var known = _operators.At(number);
            var first = item;
            item += known.Vehicles;
            if (!trips.MayCharter(known.Row)) continue;
            var drivers = DriversOf(persons, number, known)
                .Where(trips.MayDrive)
                .Select(RowOf)
                .Chunk(2)
                .Where(pair => pair.Length == 2);
            var buses = Enumerable.Range(first, known.Vehicles)
                .Select(bus => vehicles.Make(known, bus))
                .Where(trips.MayRun);
            foreach (var (bus, pair) in buses.Zip(drivers))
                foreach (var trip in trips.Of(known.Row, bus, [.. pair], team++)) yield return trip;
        }
    }

    private static DriverRow RowOf(SampleCertificate driver) => new(driver.Person.Name, driver.Person.IdentityNumber);

    /// <summary>
    /// Holders whose certificates fit the operator's vehicles. Each operator takes them from its own share of the first
    /// half of the certificates. As nobody has more than two certificates, all these people are on the register, and
    /// nobody drives for two operators.
    /// </summary>
    private IEnumerable<SampleCertificate> DriversOf(SamplePersons persons, int number, SampleOperator known)
    {
        var left = Math.Min(known.Vehicles, MaxDrivers);
        var (first, last) = (
            (long)number * (certificates / 2) / operators, (number + 1L) * (certificates / 2) / operators);
        for (var person = first; person < last && left > 0; person++)
        {
            var (holder, certificate, _) = SampleRegister.First(persons, person, seed, 0, today);
            if (certificate.CancelledBy is not null
                || certificate.ValidTo < today
                || !known.Kinds.Any(kind => Fits(certificate.Kind, kind))) continue;
            left--;
            yield return new SampleCertificate(holder.Registered, certificate);
        }
    }

    private static bool Fits(CertificateKind certificate, VehicleKind vehicle) => vehicle switch
    {
        VehicleKind.GeneralFreight => certificate == CertificateKind.FreightDriver,
        VehicleKind.DangerousGoods =>
            certificate is CertificateKind.DangerousGoodsDriver or CertificateKind.DangerousGoodsEscort,
        VehicleKind.Passenger => certificate == CertificateKind.PassengerDriver,
        _ => throw new ArgumentOutOfRangeException(nameof(vehicle)),
    };
}
