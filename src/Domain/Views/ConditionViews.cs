using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Views;

/// <summary>One condition of a service, met or not.</summary>
/// <param name="Name">The name of the condition.</param>
/// <param name="Met">True when it is met.</param>
/// <param name="Code">The code with which the filing would be refused; left out when the condition is met.</param>
/// <param name="Text">The condition in words; when it is not met, the reason.</param>
/// <param name="Law">The law, with the article.</param>
/// <param name="From">The day from which it is met without doing anything; left out when waiting does not help.</param>
/// <param name="Errors">Faults by field or material; left out when there are none.</param>
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
/// <param name="Service">The service.</param>
/// <param name="Names">Its name.</param>
/// <param name="Reason">For a railway renewal: its reason; there is an item for each reason.</param>
/// <param name="Possible">True when every condition is met that does not depend on the answers and materials.</param>
/// <param name="From">First day of its window, inclusive; left out when it has none.</param>
/// <param name="Until">Last day of its window, inclusive; left out when it has none.</param>
/// <param name="Conditions">All its conditions, except those about form and materials.</param>
public sealed record ServiceConditionsView(
    ServiceId Service, LocalText Names, RenewalReason? Reason, bool Possible, DateOnly? From, DateOnly? Until,
    ImmutableArray<ConditionView> Conditions)
{
    /// <summary>The data on record for the form; for the applicant alone.</summary>
    public PrefillView? Prefill { get; init; }
}

/// <summary>How a filing would be answered: every condition at once; nothing is committed.</summary>
/// <param name="Possible">True: it would be accepted at this instant.</param>
/// <param name="Conditions">All its conditions, in the order of the law.</param>
/// <param name="Hints">Hints that refuse nothing.</param>
public sealed record FilingCheckView(
    bool Possible, ImmutableArray<ConditionView> Conditions, ImmutableArray<Hint> Hints);

/// <summary>The data on record for a form, to be corrected where it is wrong; unknown values are left out.</summary>
/// <param name="Form">Answers by the name of their field.</param>
/// <param name="Delivery">Where a document would be posted to.</param>
public sealed record PrefillView(ImmutableSortedDictionary<string, string> Form, DeliveryAddress? Delivery);
