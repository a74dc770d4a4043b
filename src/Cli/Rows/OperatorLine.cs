using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Cli.Importing;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Cli.Rows;

/// <summary>An operator with its permits and drivers; the drivers are on the register or earlier in the file.</summary>
internal sealed class OperatorLine(OperatorRow row) : TransitionRow
{
    public static RowKind Kind { get; } = new RowKind<OperatorRow>(
        "operator", EntityKind.Operator, row => new OperatorLine(row),
        async (registry, loaded, cancellation) =>
        {
            var known = (Operator)loaded.State;
            var drivers = new List<Person>(known.Drivers.Length);
            foreach (var key in known.Drivers)
                drivers.Add((Person)(await registry.Load(new EntityId(EntityKind.Person, key), cancellation))!.State);
            return new OperatorLine(OperatorRow.Of(known, drivers));
        });

    public override string Tag => Kind.Tag!;

    public override byte[] Content { get; } = row.ToJson();

    public override IEnumerable<string> About =>
        (row.Permits ?? []).Select(permit => "permit " + permit.PermitNumber).Prepend(OperatorWith(row.CreditCode));

    public override IEnumerable<string> Needs =>
        (row.Drivers ?? []).Select(driver => CertificateLine.PersonWith(driver.IdentityNumber));

    /// <summary>The name of an operator, by credit code, on which rows wait.</summary>
    public static string OperatorWith(string creditCode) => "operator " + creditCode.Trim();

    protected override EntityKind Creates => EntityKind.Operator;

    protected override async ValueTask<Result<ImmutableArray<Envelope>>> Steps(
        IRegistry registry, EntityId created, long line, CancellationToken cancellation)
    {
        var (drivers, stranger) = await DriversOf(registry, cancellation);
        if (stranger is not null) return stranger;
        var today = ShanghaiTime.DateOf(registry.Now);
        // Only the operator itself can bind its permits.
        var own = new Actor("registry", Roles.Operator, Channel.Import) { OperatorKey = created.Key };
        var import = Actor.Registry(Channel.Import);
        return row.Commands(drivers)
            .Select((command, number) => (command, number))
            .Where(step => row.CanBeDone(step.command, today))
            .Select(step => Step(step.number, step.command, step.command is BindPermit ? own : import, line))
            .ToImmutableArray();
    }

    private async Task<Result<ImmutableArray<string>>> DriversOf(
        IRegistry registry, CancellationToken cancellation)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        foreach (var (i, driver) in (row.Drivers ?? []).Index())
        {
            if (await Registration.Driver(registry, driver.Name, driver.IdentityNumber, cancellation) is not { } key)
            {
                return Refusals.Malformed(Refusals.Fault(
                    $"drivers[{i}].identityNumber", "没有登记该人员。", "No such person is on the register."));
            }
            keys.Add(key);
        }
        return keys.ToImmutable();
    }

    /// <summary>
    /// Over HTTP the account is an officer's. Permits are bound by the operator itself, and automatic review is opened
    /// by the charter desk: what the account may not do is left to them, and the receipt says so.
    /// </summary>
    public override async Task<RowReceipt> Send(RunningRegistry registry, long line, CancellationToken cancellation)
    {
        var step = 0;
        var body = JsonNode.Parse(Content)!.AsObject();
        foreach (var other in (string[])["permits", "autoReview", "drivers"]) body.Remove(other);
        var created = await registry.Post("/api/v1/operators", body, $"{CommandId}:{step++}", cancellation);
        if (!created.Done) return RowReceipt.Refused(line, created);
        var isNew = !created.Repeated;
        var left = new List<LocalText>();
        foreach (var (command, route, content) in Requests())
        {
            var key = $"{CommandId}:{step++}";
            var sent = route is null ? null
                : await registry.Post($"/api/v1/operators/{created.Id}/{route}", content!, key, cancellation);
            if (sent is null or { Code: "NOT_ALLOWED" } && Left(command) is { } note) left.Add(note);
            else if (!sent!.Done) return RowReceipt.Refused(line, sent);
            else isNew |= !sent.Repeated;
        }
        return (isNew ? RowReceipt.Registered(line, created.Id) : RowReceipt.Already(line, created.Id)) with
        {
            ReasonZh = left.Count == 0 ? null : string.Join(" ", left.Select(note => note.Zh)),
            ReasonEn = left.Count == 0 ? null : string.Join(" ", left.Select(note => note.En)),
        };
    }

    private static LocalText? Left(Command command) => command switch
    {
        BindPermit bind => new(
            $"许可证 {bind.Number} 须由经营者用自己的账号绑定。", $"Permit {bind.Number} is to be bound by the operator's own account."),
        SetAutoReview => new("自动审核须由包车管理部门开通。", "Automatic review is to be opened by the charter desk."),
        _ => null,
    };

    /// <summary>
    /// The commands after the operator's registration, with their routes; a null route: an officer may not send it.
    /// </summary>
    private IEnumerable<(Command Command, string? Route, JsonObject? Body)> Requests()
    {
        foreach (var command in row.Commands([]).Skip(1))
        {
            yield return command switch
            {
                RegisterPermit c => (c, "permits:register", new JsonObject
                {
                    ["permitNumber"] = c.Number,
                    ["scopes"] = JsonSerializer.SerializeToNode(c.Scopes, RowFormats.Strict),
                    ["validFrom"] = $"{c.ValidFrom:yyyy-MM-dd}", ["validTo"] = $"{c.ValidTo:yyyy-MM-dd}",
                }),
                EndPermit c => (c, "permits/end", new JsonObject
                {
                    ["permitNumber"] = c.Number, ["reason"] = c.Reason, ["on"] = $"{c.On:yyyy-MM-dd}",
                }),
                SetAutoReview c => (c, "auto-review", new JsonObject { ["enabled"] = c.Enabled }),
                _ => (command, (string?)null, (JsonObject?)null),
            };
        }
        foreach (var driver in row.Drivers ?? [])
        {
            yield return (new LinkDriver(""), "drivers",
                new JsonObject { ["name"] = driver.Name, ["identityNumber"] = driver.IdentityNumber });
        }
    }
}
