using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>Whether a filing is reviewed by rule or by an officer (C.2), on what holds when it is reviewed (G.6 #101).</summary>
public static class TripReviewing
{
    /// <summary>What the review of a filed trip comes to at the context's instant.</summary>
    public static TripEvent Outcome(Trip t, Context context) => new TripReviewAsked(context.Now);
}
