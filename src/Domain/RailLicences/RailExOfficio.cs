using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>What employers record, and what the administration orders by itself (rules.md B.8, B.9, B.10).</summary>
public static class RailExOfficio
{
    /// <summary>Study and fitness; by the employer, the exam centre or an import.</summary>
    public static Decision Study(RailCareer c, RecordStudy record, Context context)
    {
        if (MayRecord(c, context) is { } no) return no;
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (record.Study is null) faults.Add(Refusals.Fault("study", "必填。", "Required."));
        else RailFormCheck.Experience(faults, "study.experience", record.Study.Experience ?? new Experience());
        return faults.Count > 0 ? Refusals.Malformed([.. faults])
            : record.Study == c.Study ? Decision.Nothing
            : Decision.Of(
                new StudyRecorded(record.Study! with { Experience = record.Study.Experience ?? new Experience() }));
    }

    /// <summary>The statutory retirement date.</summary>
    public static Decision Retirement(RailCareer c, RecordRetirement record, Context context) =>
        MayRecord(c, context) is { } no ? no
        : c.RetiresOn == record.RetiresOn ? Decision.Nothing
        : record.RetiresOn <= context.PersonOf(c.PersonKey).BornOn
            ? Refusals.Malformed(Refusals.Fault("retiresOn", "退休日期早于出生日期。", "The date lies before the birth."))
        : c.Licence is { End: null or { Cause: not null } } licence && record.RetiresOn < licence.Period.To
            ? Refusals.WrongState(
                "退休日期早于现有驾驶证有效期截止日期，请先核实。", "The licence is valid beyond this date; clear that first.")
        : Decision.Of(new RetirementRecorded(record.RetiresOn));

    /// <summary>
    /// Links the driver to a registered employer: done by the exam centre or the administration, or because the driver
    /// consented (H.25). An application that names an employer gives that employer no right.
    /// </summary>
    public static Decision Link(RailCareer c, LinkEmployer link, Context context)
    {
        var actor = context.Actor;
        if (!actor.Is(Roles.Registry | Roles.ExamCentre | Roles.Administration))
            return RailAccess.Sees(c, actor) ? Refusals.NotAllowed() : Refusals.NotFound();
        if (c.Employer == link.Link) return Decision.Nothing;
        if (!RailFiling.IsKnown(link.Link, context))
            return Refusals.Malformed(
                Refusals.Fault("employer", "该企业或子级单位未注册企业账号。", "This enterprise or unit has no enterprise account."));
        return MayNotLink(c, link.Link) is { } no ? no : Decision.Of(new EmployerLinked(link.Link));
    }

    /// <summary>
    /// The refusal of another employer: while an application is open; and a holder of a licence changes the employer by
    /// a renewal, which the new employer reviews (B.5 ③). Null: the link is possible.
    /// </summary>
    public static Refusal? MayNotLink(RailCareer c, EmployerLink link) =>
        c.Employer == link ? null
        : c.OpenApplication is { } open ? RailRefusals.OpenApplication(open.Id)
        : c.Employer is not null && c.LiveLicence is not null
            ? new Refusal(RefusalCode.AlreadyBound, new LocalText("已关联其他企业，请以“变更企业”申请换证。",
                "The driver belongs to another employer; change it by a renewal."))
            { Law = Citations.RailGuide }
        : null;

    /// <summary>
    /// Ends the link: done by the employer, the exam centre or the administration, or by the registry for the driver.
    /// Applications under way stay with the employer that reviews them (H.25).
    /// </summary>
    public static Decision Unlink(RailCareer c, UnlinkEmployer unlink, Context context) =>
        MayRecord(c, context) is { } no ? no
        : c.Employer?.EmployerKey == unlink.EmployerKey ? Decision.Of(new EmployerUnlinked(c.Employer))
        : Decision.Nothing;

    /// <summary>A case that an employer found among its drivers; it must be reported within 30 days (B.9).</summary>
    public static Decision Find(RailCareer c, RecordFinding find, Context context)
    {
        if (NotOurs(c, context) is { } no) return no;
        if (find.DiscoveredOn > context.Today)
            return Refusals.Malformed(Refusals.Fault("discoveredOn", "日期不能晚于今天。", "The date lies in the future."));
        if (!Enum.IsDefined(find.Ground))
            return Refusals.Malformed(Refusals.Fault("ground", "请选择情形。", "Choose a ground."));
        foreach (var known in c.Findings)
        {
            if ((known.Ground, known.DiscoveredOn, known.EmployerKey) == (
                find.Ground, find.DiscoveredOn, c.Employer!.EmployerKey))
                return find.Reported ? Report(c, known, context) : Decision.Nothing;
        }
        var reportBy = find.DiscoveredOn.AddDays(context.RailRulebook.At(find.DiscoveredOn).ReportingDays);
        return Decision.Of(new FindingRecorded(new Finding($"{c.Key}.f{c.FindingCount + 1}",
            c.Employer!.EmployerKey,
            find.Ground,
            find.DiscoveredOn, reportBy, find.Reported
                ? context.Today
                : null, find.Reported && context.Today > reportBy)));
    }

    /// <summary>Reports a finding; a late report is accepted and stays marked as late.</summary>
    public static Decision Report(RailCareer c, ReportFinding report, Context context)
    {
        if (NotOurs(c, context) is { } no) return no;
        foreach (var known in c.Findings)
            if (known.Id == report.FindingId && known.EmployerKey == context.Actor.EmployerKey)
                return Report(c, known, context);
        return Refusals.NotFound();
    }

    /// <summary>Revokes; the cancellation follows at once (B.9 (3)), the ban only for fraud or bribery (B.8).</summary>
    public static Decision Revoke(RailCareer c, RevokeRailLicence revoke, Context context)
    {
        if (Administration(context.Actor) is { } no) return no;
        if (Text(revoke.Reason) is { } malformed) return malformed;
        if (!Enum.IsDefined(revoke.Ground) || context.RailRulebook.Of(revoke.Ground) is not { Revokes: true } row)
            return Refusals.Malformed(Refusals.Fault("ground", "请选择撤销情形。", "Choose a ground of revocation."));
        if (c.Licence is not { } licence) return RailRefusals.NoLicence();
        if (licence.End is { } end)
            return end.Revocation == revoke.Ground ? Decision.Nothing : RailRefusals.Ended(end, context.RailRulebook);
        DateOnly? until = row.Bans
            ? LegalDates.Anniversary(context.Today, context.RailRulebook.At(context.Today).BanYears)
            : null;
        return Decision.Of(
            new LicenceRevoked(revoke.Ground, context.Today, until, revoke.Reason),
            new LicenceCancelled(RailGround.Revoked, context.Today, revoke.Ground, Reason: revoke.Reason));
    }

    /// <summary>Cancels; a second cancellation gets the same answer as the first (H.11).</summary>
    public static Decision Cancel(RailCareer c, CancelRailLicence cancel, Context context)
    {
        if (Administration(context.Actor) is { } no) return no;
        if (Text(cancel.Reason) is { } malformed) return malformed;
        if (!Enum.IsDefined(cancel.Ground)
            || context.RailRulebook.Of(cancel.Ground).Revokes
            || cancel.Ground == RailGround.Revoked)
            return Refusals.Malformed(Refusals.Fault("ground", "请选择注销情形；撤销的注销随撤销办理。",
                "Choose a ground of cancellation; that of a revocation follows it by itself."));
        if (c.Licence is not { } licence) return RailRefusals.NoLicence();
        if (licence.End is not null) return Decision.Nothing;
        return cancel.Ground == RailGround.Expired
            ? Refusals.WrongState("有效期届满未延续的，由系统到期自动注销；该证尚未到期。",
                "Expiry is carried out by the registry when it is due; this licence's is not.")
            : Decision.Of(new LicenceCancelled(cancel.Ground, context.Today, Reason: cancel.Reason));
    }

    private static Decision Report(RailCareer c, Finding known, Context context) =>
        known.ReportedOn is null ? Decision.Of(new FindingReported(known.Id, context.Today)) : Decision.Nothing;

    private static Refusal? Text(string? reason)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "reason", reason, FormCheck.MaxText, required: false);
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    private static Refusal? Administration(Actor actor) =>
        actor.Is(Roles.Administration | Roles.Registry) ? null : Refusals.NotAllowed();

    /// <summary>
    /// The refusal for an employer whose driver has not consented: it can neither record nor report anything (H.25).
    /// </summary>
    private static Refusal? NotOurs(RailCareer c, Context context)
    {
        var actor = context.Actor;
        return !actor.Is(Roles.Employer) ? Refusals.NotAllowed()
            : RailAccess.IsOwn(c.Employer, actor) ? null
            : actor.EmployerKey is { } asking
                && PersonLinks.IsAwaited(context.PersonOf(c.PersonKey), asking, context.Now)
                ? LinkRefusals.ConsentAwaited()
            : Refusals.NotFound();
    }

    private static Refusal? MayRecord(RailCareer c, Context context) =>
        context.Actor.Is(Roles.Registry | Roles.ExamCentre | Roles.Administration) ? null : NotOurs(c, context);
}
