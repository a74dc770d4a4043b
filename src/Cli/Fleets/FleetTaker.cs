using System.Security.Cryptography;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Cli.Fleets;

/// <summary>
/// Takes operators and vehicles into a stopped registry, by the same commands as everybody else. The same row is the same
/// commands, so it is taken once however often it is imported.
/// </summary>
internal sealed class FleetTaker(IRegistry registry)
{
    private static readonly Actor _import = Actor.Registry(Channel.Import);

    /// <summary>True: taken now; false: it was there. Or why not.</summary>
    public async Task<(bool Taken, Refusal? Refusal)> Take(long line, FleetRow row, CancellationToken cancellation) =>
        row.Operator is { } known ? await Operator(line, known, cancellation) : await Vehicle(line, row.Vehicle!, cancellation);

    private async Task<(bool, Refusal?)> Operator(long line, OperatorRow row, CancellationToken cancellation)
    {
        var commandId = CommandIdOf(row.ToJson());
        var founded = Keys.Founded(EntityKind.Operator, commandId);
        if (await registry.Load(founded, cancellation) is { Version: > 0 } there && IsSame(row, (Operator)there.State)) return (false, null);
        var step = 0;
        foreach (var command in row.Commands(ShanghaiTime.DateOf(registry.Now)))
        {
            var actor = command is BindPermit ? new Actor("registry", Roles.Operator, Channel.Import) { OperatorKey = founded.Key } : _import;
            var envelope = new Envelope($"{commandId}:{step++}", command, actor) { Cause = $"import line {line}" };
            if (await registry.Execute(founded, envelope, cancellation) is Answer.No no) return (false, no.Refusal);
        }
        return (true, null);
    }

    private async Task<(bool, Refusal?)> Vehicle(long line, VehicleRow row, CancellationToken cancellation)
    {
        var commandId = CommandIdOf(row.ToJson());
        if (await registry.Load(Keys.Founded(EntityKind.Vehicle, commandId), cancellation) is not null) return (false, null);
        var envelope = new Envelope(commandId, row.ToVehicle(""), _import) { Cause = $"import line {line}" };
        var (_, answer) = await VehicleRegistrar.Register(registry, row, envelope, cancellation);
        return answer is Answer.No no ? (false, no.Refusal) : (true, null);
    }

    /// <summary>An import that was broken off left part of the commands undone; they are sent again and only then it is the same.</summary>
    private static bool IsSame(OperatorRow row, Operator there) => (row.Permits ?? []).Length == there.Permits.Length && row.AutoReview == there.AutoReview;

    private static string CommandIdOf(byte[] json) => "import:" + Convert.ToHexStringLower(SHA256.HashData(json))[..32];
}
