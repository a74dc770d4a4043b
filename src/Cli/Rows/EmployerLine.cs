using System.Collections.Immutable;
using System.Text.Json.Nodes;
using OrleansRegistry.Cli.Importing;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Cli.Rows;

/// <summary>A railway enterprise (用人单位) with its units.</summary>
internal sealed class EmployerLine(EmployerRow row) : TransitionRow
{
    public static RowKind Kind { get; } = new RowKind<EmployerRow>(
        "employer", EntityKind.Employer, row => new EmployerLine(row),
        (_, loaded, _) => ValueTask.FromResult<Row>(new EmployerLine(EmployerRow.Of((Employer)loaded.State))));

    public override string Tag => Kind.Tag!;

    public override byte[] Content { get; } = row.ToJson();

    public override IEnumerable<string> About => [EmployerWith(row.CreditCode)];

    protected override EntityKind Creates => EntityKind.Employer;

    /// <summary>The name of an enterprise, by credit code, on which rows wait.</summary>
    public static string EmployerWith(string creditCode) => "employer " + creditCode.Trim();

    protected override ValueTask<Result<ImmutableArray<Envelope>>> Steps(
        IRegistry registry, EntityId created, long line, CancellationToken cancellation) =>
        ValueTask.FromResult<Result<ImmutableArray<Envelope>>>(row.Commands().Select(
            (command, number) => Step(number, command, Actor.Registry(Channel.Import), line)).ToImmutableArray());

    /// <summary>
    /// Over HTTP the account is one of the administration; no account can disable an enterprise there, and the receipt
    /// says so.
    /// </summary>
    public override async Task<RowReceipt> Send(RunningRegistry registry, long line, CancellationToken cancellation)
    {
        var body = JsonNode.Parse(Content)!.AsObject();
        foreach (var other in (string[])["units", "disabled"]) body.Remove(other);
        var created = await registry.Post("/api/v1/employers", body, $"{CommandId}:0", cancellation);
        if (!created.Done) return RowReceipt.Refused(line, created);
        var isNew = !created.Repeated;
        foreach (var (number, unit) in (row.Units ?? []).Index())
        {
            var content = new JsonObject { ["name"] = unit.Name, ["unitId"] = unit.Id };
            var sent = await registry.Post(
                $"/api/v1/employers/{created.Id}/units", content, $"{CommandId}:{number + 1}", cancellation);
            if (!sent.Done) return RowReceipt.Refused(line, sent);
            isNew |= !sent.Repeated;
        }
        var receipt = isNew ? RowReceipt.Registered(line, created.Id) : RowReceipt.Already(line, created.Id);
        return row.Disabled
            ? receipt with
            {
                ReasonZh = "该企业须由系统管理员停用。",
                ReasonEn = "The enterprise is to be disabled by the administrator.",
            }
            : receipt;
    }
}
