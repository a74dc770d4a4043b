using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>Who employs a driver, by key and by name: a key says nothing to people.</summary>
/// <param name="EmployerKey">The enterprise.</param>
/// <param name="Unit">Its unit; null: none.</param>
/// <param name="Name">The name of the enterprise; null: it was not read.</param>
/// <param name="UnitName">The name of the unit; null: none, or not read.</param>
public sealed record EmployerLinkView(string EmployerKey, string? Unit, string? Name, string? UnitName)
{
    /// <summary>The link with the names of today; null: there is none.</summary>
    public static EmployerLinkView? Of(EmployerLink? link, Context context)
    {
        if (link is null) return null;
        var employer = EntityId.TryParse(EntityKind.Employer, link.EmployerKey, out var id)
            ? context.Facts.Entity(id) as Employer : null;
        return new EmployerLinkView(link.EmployerKey, link.Unit, employer?.Name,
            employer?.Units.FirstOrDefault(unit => unit.Id == link.Unit)?.Name);
    }
}
