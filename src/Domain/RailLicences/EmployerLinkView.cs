using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>Who employs a driver, by key and by name, as a key means nothing to people.</summary>
/// <param name="EmployerKey">The enterprise.</param>
/// <param name="Unit">Its unit; null: none.</param>
/// <param name="Name">The name of the enterprise; null: it was not read.</param>
/// <param name="UnitName">The name of the unit; null: none, or not read.</param>
public sealed record EmployerLinkView(string EmployerKey, string? Unit, string? Name, string? UnitName)
{
    /// <summary>The link with the present names; null: there is none.</summary>
    public static EmployerLinkView? Of(EmployerLink? link, Context context)
    {
        if (link is null) return null;
        var view = new EmployerLinkView(link.EmployerKey, link.Unit, null, null);
        return view.Id is { } id && context.Facts.Entity(id) is Employer employer ? view.Named(employer) : view;
    }

    /// <summary>The id of the enterprise; null: the key is not possible as one.</summary>
    internal EntityId? Id => EntityId.TryParse(EntityKind.Employer, EmployerKey, out var id) ? id : null;

    /// <summary>The link with the present names of the enterprise and its unit.</summary>
    internal EmployerLinkView Named(Employer employer) => this with
    {
        Name = employer.Name,
        UnitName = employer.Units.FirstOrDefault(unit => unit.Id == Unit)?.Name,
    };
}
