using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// Registers a vehicle of an operator that is on the register. Used by the API, the samples and imports.
/// </summary>
public static partial class Registration
{
    /// <summary>
    /// Finds the operator by its credit code, then registers the vehicle; a repeat finds what exists.
    /// </summary>
    public static async Task<(EntityId Id, Answer Answer)> Register(
        IRegistry registry, VehicleRow row, Envelope envelope, CancellationToken cancellation = default)
    {
        var id = Keys.ForNew(EntityKind.Vehicle, envelope.CommandId);
        if (ApplicationAuthorization.Officer(row.Authority, envelope.Actor) is { } mayNot)
            return (id, new Answer.No(mayNot));
        if (await ByCode(registry.Queries.OperatorByCode, row.CreditCode, cancellation) is not { } known)
            return (id, new Answer.No(UnknownCode(
                "creditCode", row.CreditCode, "没有登记该经营者。", "No operator with this code is on the register.")));
        return (id, await registry.Execute(id, envelope with { Command = row.ToVehicle(known.Key) }, cancellation));
    }

    /// <summary>
    /// The operator with this credit code; a registered code may have a wrong check character (H.21).
    /// </summary>
    private static async ValueTask<EntityId?> ByCode(
        Func<string, CancellationToken, ValueTask<EntityId?>> find, string? code, CancellationToken cancellation) =>
        CreditCode.MayBeOnRecord(code) ? await find(code!, cancellation) : null;

    /// <summary>The refusal for a code that nobody on the register has; it says so if the code is not valid.</summary>
    private static Refusal UnknownCode(string field, string? code, string zh, string en) =>
        CreditCode.Check(code) is { Valid: false } check
            ? RegistryFields.NotValid(IdentifierWords.At(field, check))
            : Refusals.Malformed(Refusals.Fault(field, zh, en));
}
