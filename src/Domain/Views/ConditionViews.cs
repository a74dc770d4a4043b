using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Views;

/// <summary>One condition of a service, met or not.</summary>
/// <param name="Name">Which.</param>
/// <param name="Met">True when it is met.</param>
/// <param name="Code">The code with which the filing would be refused; not there when it is met.</param>
/// <param name="Text">What is asked; when it is not met, why.</param>
/// <param name="Law">Where it is written.</param>
/// <param name="From">From which day it is met by waiting; not there when waiting does not help.</param>
/// <param name="Errors">Faults by field or material; not there when there are none.</param>
public sealed record ConditionView(
    ConditionName Name, bool Met, string? Code, LocalText Text, string Law, DateOnly? From,
    ImmutableSortedDictionary<string, ImmutableArray<LocalText>>? Errors)
{
    /// <summary>The view of a condition of <paramref name="service"/>.</summary>
    public static ConditionView Of(Condition condition, Service service) => new(
        condition.Name,
        condition.Unmet is null,
        condition.Unmet is { } no ? RefusalCodes.Text(no.Code) : null,
        condition.Unmet?.Detail ?? ConditionWords.Of(condition.Name),
        condition.Unmet?.Law ?? service.Law[0],
        condition.Unmet?.RetryFrom,
        condition.Unmet is { Faults: { Length: > 0 } faults }
            ? faults.GroupBy(fault => fault.Field).ToImmutableSortedDictionary(
                field => field.Key, field => field.Select(fault => fault.Text).ToImmutableArray(),
                StringComparer.Ordinal)
            : null);
}

/// <summary>A service of one document: whether it can be applied for now, and every condition at once.</summary>
/// <param name="Service">Which.</param>
/// <param name="Names">Its name.</param>
/// <param name="Reason">Railway renewal: the reason that this is about; one item each.</param>
/// <param name="Possible">True when every condition is met that does not depend on what is filled in.</param>
/// <param name="From">First day of its window, inclusive; not there when it has none.</param>
/// <param name="Until">Last day of its window, inclusive; not there when it has none.</param>
/// <param name="Conditions">All of them, but what is about form and materials.</param>
public sealed record ServiceConditionsView(
    ServiceId Service, LocalText Names, RenewalReason? Reason, bool Possible, DateOnly? From, DateOnly? Until,
    ImmutableArray<ConditionView> Conditions)
{
    /// <summary>What is on record for the form; for the applicant alone.</summary>
    public PrefillView? Prefill { get; init; }
}

/// <summary>What a filing would be answered: every condition at once, and nothing is committed.</summary>
/// <param name="Possible">True: it would be accepted at this instant.</param>
/// <param name="Conditions">All of them, in the order in which the law asks.</param>
/// <param name="Hints">What is worth a look and refuses nothing.</param>
public sealed record FilingCheckView(
    bool Possible, ImmutableArray<ConditionView> Conditions, ImmutableArray<Hint> Hints);

/// <summary>What is on record for a form, to be corrected where it is wrong; what is not known is not there.</summary>
/// <param name="Form">Answers by the name of their field.</param>
/// <param name="Delivery">Where a document would be posted to.</param>
public sealed record PrefillView(ImmutableSortedDictionary<string, string> Form, DeliveryAddress? Delivery);
