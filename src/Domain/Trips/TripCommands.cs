using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>The carrier files a trip (包车备案).</summary>
/// <param name="OperatorKey">The carrier.</param>
/// <param name="Plan">The trip.</param>
public sealed record FileTrip(string OperatorKey, TripPlan Plan) : Command;

/// <summary>Takes over a trip that was filed elsewhere, in its present state; it gets a key of this registry.</summary>
public sealed record RegisterTrip(Trip Trip) : Command;

/// <summary>The carrier files another plan for the trip, before its start.</summary>
public sealed record AmendTrip(TripPlan Plan) : Command;

/// <summary>The charter desk approves (审核通过).</summary>
public sealed record ApproveTrip : Command;

/// <summary>The charter desk refuses (审核不通过), with 1 to 10 reasons.</summary>
public sealed record RefuseTrip(ImmutableArray<string> Reasons) : Command;

/// <summary>The carrier has the electronic certificate issued (下发).</summary>
public sealed record IssueTrip : Command;

/// <summary>The carrier prints the paper plate.</summary>
public sealed record PrintTripPaper : Command;

/// <summary>A driver receives the electronic certificate (接收电子包车牌).</summary>
/// <param name="Device">
/// The name of the phone's session; null: not known. If another session receives it, it is moved to that one.
/// </param>
public sealed record ReceiveTrip(string? Device = null) : Command;

/// <summary>The carrier, or the charter desk, cancels before the start (作废).</summary>
public sealed record CancelTrip(string? Reason) : Command;
