using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>A driver's career and licence as shown, computed for the context's instant.</summary>
public sealed record RailLicenceView(
    string Id, HolderView Holder, EmployerLinkView? Employer, string? LicenceNumber, ImmutableArray<HeldClass> Classes,
    DateOnly? ValidFrom, DateOnly? ValidTo, int? DocumentVersion, RailLicenceStatus Status, RailGround? StatusReason,
    DateOnly? StatusSince,
    DateOnly? BannedUntil,
    DateOnly? RenewalOpensOn,
    DateOnly RetiresOn,
    ImmutableArray<Finding> Findings,
    OpenApplicationView? OpenApplication, int Version)
{
    /// <summary>The view of a career; <paramref name="version"/> is the entity's version.</summary>
    public static RailLicenceView Of(RailCareer c, Context context, int version)
    {
        var person = context.PersonOf(c.PersonKey);
        var standing = RailValidity.On(context.Today, c, person);
        var rules = context.RailRulebook.At(context.Today);
        return new RailLicenceView(
            c.Key, CertificateView.HolderOf(person), EmployerLinkView.Of(c.Employer, context), c.Licence?.Number,
            c.Licence?.Classes ?? [],
            c.Licence?.Period.From, c.Licence?.Period.To, c.Licence?.DocumentVersion, standing.Status, standing.Ground,
            standing.Since, c.Ban?.Until, c.LiveLicence is { } live ? RailValidity.RenewalOpensOn(live, rules) : null,
            RailValidity.RetiresOn(c, person, rules), c.Findings,
            c.OpenApplication is { } open ? new OpenApplicationView(open.Id, open.Service, open.Status) : null,
            version);
    }
}

/// <summary>
/// What must be published of a decision (网上公告): no identity number, and only the first character of the name.
/// </summary>
public sealed record Announcement(
    string ApplicationId,
    ServiceId Service,
    string ApprovalNumber,
    string Name,
    ImmutableArray<string> Classes,
    DateOnly DecidedOn,
    DateOnly AnnouncedOn)
{
    /// <summary>The announcement of an application; null: it was not announced.</summary>
    public static Announcement? Of(RailApplication a, RailCareer c, string name) =>
        a is { AnnouncedAt: { } at, DecidedAt: { } decided, ApprovalNumber: { } number }
            ? new Announcement(
                a.Id,
                a.Service,
                number,
                Masked(name),
                [.. (c.Licence?.Classes ?? []).Select(held => held.Class.ToString())],
                ShanghaiTime.DateOf(decided),
                ShanghaiTime.DateOf(at))
            : null;

    /// <summary>The first character of a name, and stars.</summary>
    private static string Masked(string name) =>
        name.Length < 2 ? name : name[0] + new string('*', Math.Min(name.Length - 1, 3));
}
