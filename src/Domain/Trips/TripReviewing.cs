using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>
/// Whether a filing is reviewed by rule or by an officer (C.2), by the facts at the time of the review (G.6 #101).
/// </summary>
public static class TripReviewing
{
    /// <summary>
    /// The result of the review of a filed trip at the context's instant. The conditions come first: the automatic
    /// review refuses a trip that does not meet them, and does not pass it on to an officer (C.2, decision).
    /// </summary>
    public static TripEvent Outcome(Trip t, Context context) =>
        TripConditions.Unmet(t.OperatorKey, t.Plan, context) is { } no
            ? new TripRefused(null, [no.Detail.Zh], context.Now)
        : IsAutomatic(t, context) ? new TripApproved(null, context.Now)
        : new TripReviewAsked(context.Now);

    /// <summary>All conditions of C.2 together; 800 km are still automatic, 800.1 km are not (G.6 #96).</summary>
    public static bool IsAutomatic(Trip t, Context context) => IsAutomatic(t.OperatorKey, t.Plan, context);

    /// <summary>Whether a plan that is not filed yet would be reviewed by rule.</summary>
    public static bool IsAutomatic(string operatorKey, TripPlan plan, Context context) =>
        context.OperatorOf(operatorKey).AutoReview && plan.Kind == TripKind.SpecialCharter && !plan.Emergency
        && plan.OneWayKm <= context.CharterRulebook.LimitsAt(context.Today).AutoReviewKmMost;
}
