using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// Corrects wrong data of a licence (证件信息有误, rules.md B.10). One account of the exam centre or the administration asks,
/// another account of the same office confirms, and it is decided again then (H.26). It lapses if nobody confirms it in
/// time.
/// </summary>
internal static class RailCorrection
{
    private const int MaxNumber = 40;

    /// <summary>
    /// Takes the place of the reviewing employer, so that corrections are in the queue of the national desks and of no
    /// enterprise.
    /// </summary>
    private static readonly EmployerLink _national = new("national");

    /// <summary>The decision on asking for an act.</summary>
    public static Decision Request(RailCareer c, CorrectRailLicence ask, Context context)
    {
        var actor = context.Actor;
        if (!actor.Is(Roles.ExamCentre | Roles.Administration))
            return RailAccess.Sees(c, actor) ? Refusals.NotAllowed() : Refusals.NotFound();
        var form = new RailCorrectionForm(
            ask.Number?.Trim(), ask.Classes is { IsDefault: false } classes ? classes : null,
            ask.ValidFrom, ask.ValidTo, (ask.Reason ?? "").Trim(), actor.Is(Roles.ExamCentre));
        if (Unfit(c, form, context) is { } no) return no;
        if (c.AwaitedCorrection is { } open)
            return open.SubmittedBy == actor.AccountId && IsSame((RailCorrectionForm)open.Form, form)
                ? Decision.Nothing
                : RailRefusals.OpenApplication(open.Id);
        return Decision.Of(new RailCorrectionRequested(new RailApplication
        {
            Id = ApplicationId.Write(c.Key, c.ApplicationCount + 1),
            Form = form,
            Materials = [],
            SubmittedBy = actor.AccountId,
            SubmittedAt = context.Now,
            Status = ApplicationStatus.Submitted,
            Reviewer = _national,
            RuleVersion = context.RailRulebook.Version,
            DecideBy = context.Calendar.Add(context.Today, context.Road.SecondOfficerWorkingDays),
        }));
    }

    /// <summary>The second account confirms: the data change, and the copy in circulation becomes void.</summary>
    public static Decision Confirm(RailCareer c, RailApplication a, Context context)
    {
        if (a.Status == ApplicationStatus.Approved) return Decision.Nothing;
        if (a.Status != ApplicationStatus.Submitted || a.Form is not RailCorrectionForm form)
            return ApplicationReview.Wrong(a);
        var actor = context.Actor;
        if (!actor.Is(form.ByCentre ? Roles.ExamCentre : Roles.Administration)) return Refusals.NotAllowed();
        if (SecondOfficer.NotIndependent(a.SubmittedBy, context) is { } dependent) return dependent;
        if (Unfit(c, form, context) is { } no) return no;
        var period = PeriodOf(c.LiveLicence!, form);
        return Decision.Of(
            new RailCorrected(a.Id, context.Now, a.SubmittedBy, actor.AccountId),
            new LicenceCorrected(form.Number, form.Classes, period == c.LiveLicence!.Period ? null : period));
    }

    private static Period PeriodOf(RailLicence licence, RailCorrectionForm form) =>
        new(form.ValidFrom ?? licence.Period.From, form.ValidTo ?? licence.Period.To);

    private static Refusal? Unfit(RailCareer c, RailCorrectionForm form, Context context)
    {
        if (c.Licence is not { } licence) return RailRefusals.NoLicence();
        if (licence.End is { } end) return RailRefusals.Ended(end, context.RailRulebook);
        var faults = Faults(c, licence, form, context);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        return (form.Number ?? licence.Number) == licence.Number
            && (form.Classes ?? licence.Classes).AsSpan().SequenceEqual(licence.Classes.AsSpan())
            && PeriodOf(licence, form) == licence.Period
                ? RailRefusals.Unchanged() : null;
    }

    private static ImmutableArray<FieldFault>.Builder Faults(
        RailCareer c, RailLicence licence, RailCorrectionForm form, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "reason", form.Reason, FormCheck.MaxText, required: true);
        if ((form.Number, form.Classes, form.ValidFrom, form.ValidTo) == (null, null, null, null))
            faults.Add(Refusals.Fault("$", "请填写要更正的内容。", "Say what is to be corrected."));
        if (form.Number is { } number
            && (number.Length is 0 or > MaxNumber || !number.All(one => char.IsAsciiLetterOrDigit(one) || one == '-')))
            faults.Add(Refusals.Fault("number", "证号格式不正确。", "This is not a licence number."));
        Classes(faults, form.Classes, context.PersonOf(c.PersonKey).BornOn, context.Today);
        var period = PeriodOf(licence, form);
        if (period.To < period.From)
            faults.Add(Refusals.Fault("validTo", "早于有效期起始日期。", "It ends before it begins."));
        if (licence.Previous is { } previous && period.From <= previous.To)
            faults.Add(Refusals.Fault("validFrom", "与上一有效期重叠。", "It overlaps the period before."));
        var retiresOn = RailValidity.RetiresOn(
            c, context.PersonOf(c.PersonKey), context.RailRulebook.At(context.Today));
        if (form.ValidTo is not null && period.To > retiresOn)
            faults.Add(Refusals.Fault("validTo", "有效期超过法定退休日期。", "It is valid beyond the retirement date."));
        return faults;
    }

    private static void Classes(
        ImmutableArray<FieldFault>.Builder faults, ImmutableArray<HeldClass>? given, DateOnly bornOn, DateOnly today)
    {
        if (given is not { } classes) return;
        if (classes.IsEmpty || classes.Length > RailClass.All.Length || classes.Any(held => held?.Class is null)
            || classes.Select(held => held.Class).Distinct().Count() != classes.Length)
            faults.Add(Refusals.Fault("classes", "准驾机型缺失或重复。", "The classes are missing, or one stands twice."));
        else if (classes.Any(held => held.GrantedOn < bornOn || held.GrantedOn > today))
            faults.Add(Refusals.Fault("classes", "准驾机型取得日期不可能。", "A class was granted on an impossible day."));
    }

    private static bool IsSame(RailCorrectionForm one, RailCorrectionForm other) =>
        one with { Classes = null } == other with { Classes = null }
        && (one.Classes ?? []).AsSpan().SequenceEqual((other.Classes ?? []).AsSpan());
}
