using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Views;

/// <summary>The holder as shown; the number is masked.</summary>
public sealed record HolderView(string Id, string Name, PersonalData IdentityNumber);

/// <summary>The assessment cycle that matters now: the one to be assessed, otherwise the running one.</summary>
/// <param name="Cycle">Its number, from 1.</param>
/// <param name="From">First day, inclusive.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Points">The points in it so far.</param>
/// <param name="LastGrade">The last real grade.</param>
/// <param name="WindowOpens">First day on which its assessment may be asked for, inclusive.</param>
/// <param name="WindowCloses">Last day on which its assessment may be asked for, inclusive.</param>
/// <param name="Provisional">
/// True while the calendar of a year is missing, so that <paramref name="WindowCloses"/> may move (H.17).
/// </param>
public sealed record AssessmentView(
    int Cycle, DateOnly From, DateOnly To, int Points, Grade LastGrade, DateOnly WindowOpens, DateOnly WindowCloses,
    bool Provisional);

/// <summary>The dates of the next renewal.</summary>
/// <param name="OpensOn">First day on which it may be asked for, inclusive.</param>
/// <param name="LapsesOn">Last day on which it may be asked for,
/// inclusive; the next day the certificate is cancelled.</param>
/// <param name="Provisional">
/// True while the calendar of a year is missing, so that <paramref name="LapsesOn"/> may move (H.17).
/// </param>
public sealed record RenewalView(DateOnly OpensOn, DateOnly LapsesOn, bool Provisional);

/// <summary>An open application in short.</summary>
public sealed record OpenApplicationView(string Id, ServiceId Service, ApplicationStatus Status);

/// <summary>
/// A certificate as its holder and its authority see it (http.md 3), computed for the context's instant.
/// </summary>
public sealed record CertificateView(
    string Id, PersonalData CertificateNumber, CertificateKind Kind, HolderView Holder, string ServiceUnit,
    string Authority, DateOnly FirstIssuedOn, DateOnly ValidFrom, DateOnly ValidTo, int DocumentVersion,
    CertificateStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] CancellationGround? StatusReason,
    DateOnly? StatusSince, AssessmentView? Assessment,
    RenewalView? Renewal, OpenApplicationView? OpenApplication, ImmutableArray<OpenApplicationView> OpenApplications,
    int Version)
{
    /// <summary>The view; <paramref name="version"/> is the entity's version.</summary>
    public static CertificateView Of(Certificate c, Context context, int version)
    {
        var person = context.PersonOf(c.PersonKey);
        var standing = CertificateValidity.On(context.Today, c, person, context.Rulebook, context.Calendar);
        var over = standing.Status == CertificateStatus.Cancelled;
        return new CertificateView(
            c.Key, PersonalData.NumberOf(c, person, context.Actor), c.Kind, HolderOf(person), c.ServiceUnit,
            c.Authority,
            c.FirstIssuedOn,
            c.Period.From,
            c.Period.To,
            c.DocumentVersion,
            standing.Status,
            standing.Ground,
            standing.Since,
            c.Assessment is null ? null : AssessmentOf(c, context),
            over ? null : RenewalOf(c, context),
            over ? null : OpenOf(c).FirstOrDefault(),
            over ? [] : [.. OpenOf(c)],
            version);
    }

    /// <summary>The holder with the number masked.</summary>
    public static HolderView HolderOf(Person person) =>
        new(person.Key, person.Name, PersonalData.Number(person.IdentityNumber));

    private static RenewalView RenewalOf(Certificate c, Context context)
    {
        var (lapsesOn, provisional) = c.LapsesAfter(context.Rulebook, context.Calendar);
        return new RenewalView(c.RenewalOpensOn(context.Road), lapsesOn, provisional);
    }

    private static IEnumerable<OpenApplicationView> OpenOf(Certificate c) => c.Applications.Where(a => a.IsOpen)
        .Select(open => new OpenApplicationView(open.Id, open.Service, open.Status));

    private static AssessmentView AssessmentOf(Certificate c, Context context)
    {
        var cycle = c.NextCycle(context.Rulebook, context.Calendar);
        return new AssessmentView(cycle.Number, cycle.From, cycle.To, c.Assessment!.Of(cycle.Number).Points,
            c.Assessment.LastGrade, cycle.WindowOpens, cycle.WindowCloses.Date, cycle.WindowCloses.Provisional);
    }
}
