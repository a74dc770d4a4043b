using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// Registers a railway driver together with the person: first the person, then the career with an employer that is on
/// the register. Used by the API, the samples and imports; a repeat with the same command id finds what exists.
/// </summary>
public static partial class Registration
{
    /// <summary>Registers a driver, with or without an older licence.</summary>
    public static async Task<(EntityId Id, Answer Answer)> Register(
        IRegistry registry, RailRow row, Envelope envelope, CancellationToken cancellation = default)
    {
        var id = Keys.ForNew(EntityKind.RailLicence, envelope.CommandId);
        if (!envelope.Actor.Is(Roles.Registry | Roles.ExamCentre | Roles.Administration))
            return (id, new Answer.No(Refusals.NotAllowed()));
        var (employer, unknown) = await EmployerOf(registry, row.Employer, cancellation);
        if (unknown is not null) return (id, new Answer.No(unknown));
        if (await Foreseen(registry, row.ToPerson(), id, key => row.ToDriver(key, employer), envelope, cancellation)
            is { } no) return (id, new Answer.No(no));
        var (person, refusal) = await Registration.PersonOf(registry, row.ToPerson(), envelope, cancellation);
        if (refusal is not null) return (id, new Answer.No(Registration.OfHolder(refusal)));
        return (
            id, await registry.Execute(id, envelope with { Command = row.ToDriver(person!, employer) }, cancellation));
    }

    /// <summary>
    /// Links a driver to an employer (L150-151). An existing career is linked; for a driver without one, a career is
    /// registered.
    /// </summary>
    public static async Task<(EntityId Id, Answer Answer)> Link(
        IRegistry registry, RailRow row, EmployerLink link, Envelope envelope, CancellationToken cancellation = default)
    {
        if (await Foreseen(registry, row.ToPerson(), Keys.ForNew(EntityKind.RailLicence, envelope.CommandId),
            key => row.ToDriver(key, link), envelope, cancellation) is { } no) return (default, new Answer.No(no));
        var (person, refusal) = await Registration.PersonOf(registry, row.ToPerson(), envelope, cancellation);
        if (refusal is not null) return (default, new Answer.No(refusal));
        for (var lookAgain = true; ; lookAgain = false)
        {
            if (await registry.Queries.RailCareerOf(person!, cancellation) is { } known)
                return (
                    known,
                    await registry.Execute(known, envelope with { Command = new LinkEmployer(link) }, cancellation));
            var created = Keys.ForNew(EntityKind.RailLicence, envelope.CommandId);
            var answer =
                await registry.Execute(created, envelope with { Command = row.ToDriver(person!, link) }, cancellation);
            if (answer is not Answer.No { Refusal.Code: RefusalCode.Duplicate } || !lookAgain) return (created, answer);
        }
    }

    private static async Task<Result<EmployerLink?>> EmployerOf(
        IRegistry registry, RailEmployerRow? row, CancellationToken cancellation)
    {
        if (row is null) return (EmployerLink?)null;
        if (row.EmployerId is { } key) return new EmployerLink(key, row.Unit);
        return await ByCode(registry.Queries.EmployerByCode, row.CreditCode, cancellation) is { } known
            ? new EmployerLink(known.Key, row.Unit)
            : UnknownCode("employer.creditCode", row.CreditCode,
                "没有登记该企业。", "No enterprise with this code is on the register.");
    }
}
