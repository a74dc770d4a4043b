using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>What a grant changes (准予许可). Death, ban and retirement are checked again.</summary>
public static class RailGrant
{
    /// <summary>The decision on <paramref name="grant"/>.</summary>
    public static Decision Decide(RailCareer c, RailApplication a, Approve grant, Context context)
    {
        if (grant.Grade is not null)
            return Refusals.Malformed(Refusals.Fault("grade", "仅诚信考核评定等级。", "Only an assessment is graded."));
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "approvalNumber", grant.ApprovalNumber, FormCheck.MaxLine, required: false);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        if (a.ApprovalNumber is { } given)
            return grant.ApprovalNumber is null || grant.ApprovalNumber.Trim() == given
                ? Decision.Nothing
                : ApplicationReview.Wrong(a);
        if (a.Status != ApplicationStatus.Reported) return ApplicationReview.Wrong(a);
        if (a.Form is not RailCancellationForm && context.PersonOf(c.PersonKey).Death is not null)
            return RailRefusals.Died();
        var rules = context.RailRulebook.At(context.Today);
        var granted = new RailGranted(a.Id,
            context.Now,
            grant.ApprovalNumber?.Trim() ?? $"NRA-{context.Today.Year}-{a.Id}",
            RailApplicationLimits.AnnounceBy(context.Now, rules, context.Calendar));
        return a.Form switch
        {
            RailFirstForm first => First(c, a, first, granted, rules, context),
            RailUpgradeForm upgrade =>
                Decision.Of(granted, new ClassAdded(a.Id, new HeldClass(upgrade.Class, context.Today))),
            RailRenewalForm renewal => Renewed(c, a, renewal, granted, rules, context),
            RailReissueForm => Decision.Of(granted, new LicenceCopied(a.Id)),
            RailCancellationForm end =>
                Decision.Of(granted, new LicenceCancelled(end.Ground, context.Today, Reason: end.Reason)),
            _ => throw new InvalidOperationException($"{a.Service} is no rail service"),
        };
    }

    /// <summary>
    /// The period of a renewal (rules.md H.1, B.5): from the day after the old one, six years, not beyond retirement.
    /// If the decision is so late that this period would be over, it begins on the day of the decision. Null: no day is
    /// left before retirement.
    /// </summary>
    public static Period? NewPeriod(Period old, DateOnly today, DateOnly retiresOn, RailRules rules)
    {
        var from = old.To.AddDays(1);
        if (LegalDates.PeriodEnd(from, rules.ValidityYears) <= today) from = today;
        return Capped(from, retiresOn, rules) is { } period && period.To > today ? period : null;
    }

    private static Period? Capped(DateOnly from, DateOnly retiresOn, RailRules rules)
    {
        var to = LegalDates.PeriodEnd(from, rules.ValidityYears);
        if (retiresOn < to) to = retiresOn;
        return to < from ? null : new Period(from, to);
    }

    private static Decision First(
        RailCareer c, RailApplication a, RailFirstForm form, RailGranted granted, RailRules rules, Context context)
    {
        if (c.LiveLicence is not null)
            return RailRefusals.NotEligible([new FailedCondition("holdsLicence",
                new LocalText("已持有驾驶证。", "A licence is held already."), Citations.RailUpgrade)]);
        if (c.Ban is { } ban && context.Today < ban.Until) return RailRefusals.Banned(ban.Until);
        var person = context.PersonOf(c.PersonKey);
        var retiresOn = RailValidity.RetiresOn(c, person, rules);
        if (Capped(context.Today, retiresOn, rules) is not { } period) return RailRefusals.Retired(retiresOn);
        return Decision.Of(granted, new LicenceIssued(a.Id, new RailLicence
        {
            Number = NumberOf(c, context.Today),
            Name = person.Name,
            Classes = [new HeldClass(form.Class, context.Today)],
            Period = period,
            DocumentVersion = (c.Licence?.DocumentVersion ?? 0) + 1, // A copy of the licence that ended has its own.
        }));
    }

    /// <summary>The number of the next licence, in this registry's own scheme (rules.md E.8).</summary>
    public static string NumberOf(RailCareer c, DateOnly today) =>
        $"RL-{today.Year:0000}-{c.Key[2..]}" + (c.LicenceCount == 0 ? "" : $"-{c.LicenceCount + 1}");

    private static Decision Renewed(
        RailCareer c, RailApplication a, RailRenewalForm form, RailGranted granted, RailRules rules, Context context)
    {
        var row = context.RailRulebook.Of(form.Reason);
        var events = ImmutableArray.CreateBuilder<Event>();
        events.Add(granted);
        if (row.NewPeriod)
        {
            var retiresOn = RailValidity.RetiresOn(c, context.PersonOf(c.PersonKey), rules);
            if (NewPeriod(c.LiveLicence!.Period, context.Today, retiresOn, rules) is not { } period)
                return RailRefusals.Retired(retiresOn);
            events.Add(new LicenceExtended(a.Id, period));
        }
        else
        {
            events.Add(new LicenceCopied(a.Id));
        }
        if (row.NewName) events.Add(new LicenceNameChanged(a.Id, RegisteredName.Of(form.NewName!)));
        if (row.NewEmployer) events.Add(new EmployerLinked(a.Reviewer));
        return new Decision.Accepted(events.ToImmutable());
    }
}
