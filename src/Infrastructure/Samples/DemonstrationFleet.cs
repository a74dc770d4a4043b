using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>
/// The operator of operator.demo and its vehicles: one in each situation, counted from the day of the registration, so
/// that a tour always finds a review to apply for and a renewal to file.
/// </summary>
internal static class DemonstrationFleet
{
    private const string CreditCode = "91530100MA6K00006J", Authority = "530100", Permit = "云交运管许可昆字530100000001号";
    private static readonly Actor _import = Actor.Registry(Channel.Import);

    /// <summary>
    /// The key of the operator; always the same, so that a second start finds the operator of the first.
    /// </summary>
    public static EntityId Operator { get; } = Keys.ForNew(EntityKind.Operator, "demo:operator");

    /// <summary>Registers operator, permit and vehicles by the same commands that everybody uses.</summary>
    public static async Task Register(
        IRegistry registry, string accountId, DateOnly today, CancellationToken cancellation)
    {
        var register = new RegisterOperator(
            CreditCode, "云南示范运输有限公司", Authority, [new ContactPerson("李示范", "13800000000")]);
        await Done(registry, Operator, "demo:operator", register, _import, cancellation);
        var permit = new RegisterPermit(
            Permit,
            [OperatingScope.GeneralFreight, OperatingScope.DangerousGoods, OperatingScope.InterprovincialCharter],
            today.AddYears(-2), today.AddYears(2));
        await Done(registry, Operator, "demo:operator:permit", permit, _import, cancellation);
        var own = new Actor(accountId, Roles.Operator, Channel.Http) { OperatorKey = Operator.Key };
        await Done(registry, Operator, "demo:operator:bind", new BindPermit(Permit), own, cancellation);
        await Done(registry, Operator, "demo:operator:auto", new SetAutoReview(true), _import, cancellation);
        foreach (var row in Rows(today))
        {
            var envelope = new Envelope($"demo:vehicle:{row.Vin}", row.ToVehicle(""), _import)
            {
                Cause = "demonstration",
            };
            var (_, answer) = await Registration.Register(registry, row, envelope, cancellation);
            if (answer is Answer.No { Refusal: { Code: not RefusalCode.Duplicate } no }) throw Failed(row.Plate, no);
        }
    }

    /// <summary>The persons with these keys drive for the operator, so that it can file charter trips.</summary>
    public static async Task Link(IRegistry registry, IEnumerable<string> drivers, CancellationToken cancellation)
    {
        foreach (var key in drivers)
            await Done(registry, Operator, "demo:operator:driver:" + key, new LinkDriver(key), _import, cancellation);
    }

    /// <summary>The rows: certificates young or near their end; reviews passed lately, due, or overdue.</summary>
    private static IEnumerable<VehicleRow> Rows(DateOnly today)
    {
        VehicleRow Row(
            int n,
            string vin,
            VehicleKind kind,
            int ageDays,
            int reviewedDaysAgo,
            OperatingStatus status = OperatingStatus.Operating) => new(
            CreditCode, kind, $"云A{n}0D{n}8", PlateColour.Yellow, vin, $"53010000010{n}", Authority,
            today.AddDays(-ageDays),
            ReviewedOn: reviewedDaysAgo >= ageDays ? null : today.AddDays(-reviewedDaysAgo), OperatingStatus: status,
            TechnicalGrade: TechnicalGrade.Grade1, Seats: kind == VehicleKind.Passenger ? 45 : null);

        yield return Row(1, "LZYTDTE65M1000001", VehicleKind.GeneralFreight, 400, 100);
        yield return Row(2, "LZYTDTE67M1000002", VehicleKind.GeneralFreight, 700, 350);
        yield return Row(3, "LZYTDTE69M1000003", VehicleKind.GeneralFreight, 1080, 60);
        yield return Row(4, "LZYTDTE60M1000004", VehicleKind.GeneralFreight, 500, 400);
        yield return Row(5, "LZYTDTE62M1000005", VehicleKind.DangerousGoods, 300, 20);
        yield return Row(6, "LZYTDTE64M1000006", VehicleKind.Passenger, 200, 10);
        yield return Row(7, "LZYTDTE66M1000007", VehicleKind.Passenger, 300, 30);
    }

    private static async Task Done(
        IRegistry registry, EntityId id, string commandId, Command command, Actor actor, CancellationToken cancellation)
    {
        var envelope = new Envelope(commandId, command, actor) { Cause = "demonstration" };
        if (await registry.Execute(id, envelope, cancellation) is Answer.No no) throw Failed(commandId, no.Refusal);
    }

    private static InvalidOperationException Failed(string what, Refusal refusal) =>
        new($"the demonstration could not be made: {what}: {refusal.Code} {refusal.Detail.En}");
}
