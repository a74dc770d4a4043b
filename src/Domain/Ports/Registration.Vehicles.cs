using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// Registers a vehicle under an operator that is on the register. Used by the API, the samples and imports.
/// </summary>
public static partial class Registration
{
    /// <summary>
    /// Finds the operator by its credit code, then registers the vehicle; a repeat finds what is there.
    /// </summary>
    public static async Task<(EntityId Id, Answer Answer)> Register(
        IRegistry registry, VehicleRow row, Envelope envelope, CancellationToken cancellation = default)
    {
        var id = Keys.ForNew(EntityKind.Vehicle, envelope.CommandId);
        if (ApplicationAuthorization.Officer(row.Authority, envelope.Actor) is { } mayNot)
            return (id, new Answer.No(mayNot));
        var code = CreditCode.Check(row.CreditCode);
        if (!code.Valid) return (id, new Answer.No(RegistryFields.NotValid(IdentifierWords.At("creditCode", code))));
        if (await registry.Queries.OperatorByCode(code.Normalized!, cancellation) is not { } known)
            return (
                id,
                new Answer.No(Refusals.Malformed(
                    Refusals.Fault("creditCode", "没有登记该经营者。", "No operator with this code is on the register."))));
        return (id, await registry.Execute(id, envelope with { Command = row.ToVehicle(known.Key) }, cancellation));
    }
}
