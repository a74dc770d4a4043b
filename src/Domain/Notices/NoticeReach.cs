using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Notices;

/// <summary>
/// Which notices an account sees: those to its person, operator or employer, to the account itself, and to its desk.
/// Recipients are keys of entities or accounts, or one of the desks named here.
/// </summary>
/// <param name="Keys">Recipients, compared as a whole.</param>
/// <param name="Prefix">
/// The beginning of further recipients (units of an enterprise, authorities in an officer's reach); null: none.
/// </param>
public sealed record NoticeReach(ImmutableArray<string> Keys, string? Prefix)
{
    /// <summary>The exam centre.</summary>
    public const string ExamCentre = "desk:rail:centre";

    /// <summary>The National Railway Administration.</summary>
    public const string Administration = "desk:rail:administration";

    /// <summary>The auditors of this registry.</summary>
    public const string Auditors = "desk:auditors";

    /// <summary>The administrators of this registry.</summary>
    public const string Administrators = "desk:administrators";

    private const string RoadDesk = "desk:road:";

    /// <summary>The road desk of an authority, by its region code.</summary>
    public static string Road(string authority) => RoadDesk + authority;

    /// <summary>A railway enterprise, or the unit of it that employs or reviews, as a recipient.</summary>
    public static string Of(EmployerLink employer) => employer.Party.ToString();

    /// <summary>True for a desk, which has no phone.</summary>
    public static bool IsDesk(string recipient) => recipient.StartsWith("desk:", StringComparison.Ordinal);

    /// <summary>The notices that <paramref name="actor"/> sees.</summary>
    public static NoticeReach Of(Actor actor)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        keys.Add(actor.AccountId);
        if (actor.PersonKey is { } person) keys.Add(person);
        if (actor.OperatorKey is { } carrier) keys.Add(carrier);
        if (actor.Employer is { } employer) keys.Add(employer.ToString());
        if (actor.Is(Roles.ExamCentre)) keys.Add(ExamCentre);
        if (actor.Is(Roles.Administration)) keys.Add(Administration);
        if (actor.Is(Roles.Auditor)) keys.Add(Auditors);
        if (actor.Is(Roles.Administrator)) keys.Add(Administrators);
        return new NoticeReach(keys.ToImmutable(), PrefixOf(actor));
    }

    /// <summary>
    /// The recipient for which <paramref name="actor"/> chooses channels: the party for which the account acts,
    /// otherwise the account itself.
    /// </summary>
    public static string ChooserOf(Actor actor) =>
        actor is { Employer: { } employer, OperatorKey: null, PersonKey: null }
            ? employer.ToString() : actor.PartyKey ?? actor.AccountId;

    /// <summary>True when the account sees notices to <paramref name="recipient"/>.</summary>
    public bool Covers(string recipient) =>
        Keys.Contains(recipient) || (Prefix is { } prefix && recipient.StartsWith(prefix, StringComparison.Ordinal));

    private static string? PrefixOf(Actor actor) =>
        actor is { EmployerKey: { } whole, EmployerUnit: null } ? whole + "."
        : actor.Is(Roles.Officer) && (actor.Desks & Desks.Road) != 0 && actor.Authority is { Length: > 0 } reach
            ? Road(reach) : null;
}
