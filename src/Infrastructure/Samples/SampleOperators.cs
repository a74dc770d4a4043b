using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>A made-up operator.</summary>
/// <param name="Row">The row for the exchange of registers, without drivers.</param>
/// <param name="Kinds">The kinds of vehicle that its permits allow.</param>
/// <param name="Vehicles">How many it has.</param>
internal sealed record SampleOperator(OperatorRow Row, ImmutableArray<VehicleKind> Kinds, int Vehicles);

/// <summary>
/// Makes operators, each from its number alone: the first has a large fleet; the others have one to nine shares of the
/// remaining vehicles.
/// </summary>
internal sealed class SampleOperators
{
    private const int LargestFleet = 3000, PermitsEach = 8, PermitYears = 4, Max = 1_000_000 / PermitsEach;
    private readonly int _seed;
    private readonly DateOnly _today;
    private readonly int _vehicles;
    private readonly int _large;
    private readonly long[] _shares;

    public SampleOperators(int operators, int vehicles, int seed, DateOnly today)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(operators);
        ArgumentOutOfRangeException.ThrowIfNegative(vehicles);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(operators, Max);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(vehicles, SampleVehicles.Max);
        if (operators == 0 && vehicles > 0)
            throw new ArgumentOutOfRangeException(nameof(vehicles), "vehicles belong to operators");
        (_seed, _today, _vehicles) = (unchecked(seed * 31 + 7), today, vehicles);
        _large = operators == 1 ? vehicles : Math.Min(LargestFleet, vehicles / 3);
        _shares = new long[operators + 1];
        for (var number = 1; number < operators; number++)
            _shares[number + 1] = _shares[number] + 1 + SeededRandom.For(_seed, -number).Below(9);
    }

    /// <summary>The operator with this number, from 0.</summary>
    public SampleOperator At(int number)
    {
        var random = SeededRandom.For(_seed, number);
        var place = random.One(SamplePlaces.Prefectures);
        ImmutableArray<VehicleKind> kinds = random.Below(100) switch
        {
            < 60 => [VehicleKind.GeneralFreight],
            < 72 => [VehicleKind.GeneralFreight, VehicleKind.DangerousGoods],
            < 82 => [VehicleKind.DangerousGoods],
            _ => [VehicleKind.Passenger],
        };
        var name = SampleNames.Firm(ref random, place.Name, kinds[^1] switch
        {
            VehicleKind.Passenger => CertificateKind.PassengerDriver,
            VehicleKind.GeneralFreight => CertificateKind.FreightDriver,
            _ => CertificateKind.DangerousGoodsDriver,
        });
        var row = new OperatorRow(
            CreditCode.Complete($"91{place.Code}MA{number:D6}"), name, place.Code,
            [
                new ContactPerson(
                    SampleNames.Person(ref random, random.Percent(50)), $"13{random.Below(1_000_000_000):D9}"),
            ],
            Permits(ref random, place, kinds, number),
            AutoReview: kinds[0] == VehicleKind.Passenger && random.Percent(40));
        return new SampleOperator(row, kinds, VehiclesOf(number));
    }

    private int VehiclesOf(int number) => number == 0 ? _large : (int)(BoundaryAt(number + 1) - BoundaryAt(number));

    private long BoundaryAt(int number) => _shares[^1] == 0 ? 0 : _shares[number] * (_vehicles - _large) / _shares[^1];

    /// <summary>
    /// A permit in force for each kind, usually bound; some operators also have an older one that expired, or one that
    /// was ended.
    /// </summary>
    private ImmutableArray<PermitRow> Permits(
        ref SeededRandom random, (string Code, string Name) place, ImmutableArray<VehicleKind> kinds, int number)
    {
        var permits = ImmutableArray.CreateBuilder<PermitRow>();
        foreach (var kind in kinds)
        {
            var from = random.Day(_today.AddDays(-1300), _today);
            var permit = new PermitRow(
                "", ScopesOf(kind), from, LegalDates.PeriodEnd(from, PermitYears), random.Percent(95));
            permits.Add(Numbered(permit));
            if (random.Percent(10))
                permits.Add(Numbered(permit with
                {
                    ValidFrom = from.AddYears(-PermitYears),
                    ValidTo = from.AddDays(-1),
                    Bound = false,
                }));
            if (random.Percent(3))
                permits.Add(Numbered(permit with { EndedOn = random.Day(from, _today), EndReason = "经营者申请终止" }));
        }
        return permits.ToImmutable();

        PermitRow Numbered(PermitRow permit) => permit with
        {
            PermitNumber = $"{Provinces.ByCode(place.Code)!.PlateCharacter}交运管许可{place.Name}字{place.Code}"
                + $"{number * PermitsEach + permits.Count:D6}号",
        };
    }

    private static ImmutableArray<OperatingScope> ScopesOf(VehicleKind kind) => kind switch
    {
        VehicleKind.GeneralFreight => [OperatingScope.GeneralFreight],
        VehicleKind.DangerousGoods => [OperatingScope.DangerousGoods],
        VehicleKind.Passenger => [OperatingScope.Charter, OperatingScope.InterprovincialCharter],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
