using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>
/// Whether a filing is reviewed by rule or by an officer (C.2), on what holds when it is reviewed (G.6 #101).
/// </summary>
public static class TripReviewing
{
    /// <summary>
    /// What the review of a filed trip comes to at the context's instant. The conditions are asked first: the automatic
    /// review refuses what fails them, it does not pass it on (C.2, decision).
    /// </summary>
    public static TripEvent Outcome(Trip t, Context context) =>
        TripConditions.Unmet(t.OperatorKey, t.Plan, context) is { } no
            ? new TripRefused(null, [no.Detail.Zh], context.Now)
        : IsAutomatic(t, context) ? new TripApproved(null, context.Now)
        : new TripReviewAsked(context.Now);

    /// <summary>All conditions of C.2 together; 800 km are still automatic, 800.1 km are not (G.6 #96).</summary>
    public static bool IsAutomatic(Trip t, Context context) => IsAutomatic(t.OperatorKey, t.Plan, context);

    /// <summary>The same of a plan that is not filed yet.</summary>
    public static bool IsAutomatic(string operatorKey, TripPlan plan, Context context) =>
        context.OperatorOf(operatorKey).AutoReview && plan.Kind == TripKind.SpecialCharter && !plan.Emergency
        && plan.OneWayKm <= context.CharterRulebook.LimitsAt(context.Today).AutoReviewKmMost;
}
