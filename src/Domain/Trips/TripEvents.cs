using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>Something happened to a charter trip.</summary>
public abstract record TripEvent : Event;

/// <summary>A trip was filed (已备案提交); the event has its state at that time.</summary>
public sealed record TripFiled(Trip Trip) : TripEvent;

/// <summary>A trip of another register was taken over; the event has its state there.</summary>
public sealed record TripRegistered(Trip Trip) : TripEvent;

/// <summary>Another plan was filed before the start; it is reviewed again, and what was issued is void.</summary>
public sealed record TripAmended(TripPlan Plan, string Authority, DateTimeOffset At) : TripEvent;

/// <summary>The trip is not eligible for automatic review: an officer reviews it (C.2).</summary>
public sealed record TripReviewAsked(DateTimeOffset At) : TripEvent;

/// <summary>The review was passed; <paramref name="By"/> null: automatically.</summary>
public sealed record TripApproved(string? By, DateTimeOffset At) : TripEvent;

/// <summary>The review was not passed; <paramref name="By"/> null: automatically.</summary>
public sealed record TripRefused(string? By, ImmutableArray<string> Reasons, DateTimeOffset At) : TripEvent;

/// <summary>The electronic certificate was issued (下发).</summary>
public sealed record TripIssued(DateTimeOffset At) : TripEvent;

/// <summary>The paper plate was printed; an electronic certificate that nobody had received became void.</summary>
public sealed record TripPaperPrinted(DateTimeOffset At) : TripEvent;

/// <summary>A driver received the electronic certificate.</summary>
public sealed record TripReceived(string PersonKey, DateTimeOffset At, string? Device = null) : TripEvent;

/// <summary>The trip is under way since <paramref name="At"/>.</summary>
public sealed record TripStarted(DateTimeOffset At) : TripEvent;

/// <summary>The trip is over since <paramref name="At"/>.</summary>
public sealed record TripEnded(DateTimeOffset At) : TripEvent;

/// <summary>Its time was over at <paramref name="At"/>, and no driver had received a certificate.</summary>
public sealed record TripExpired(DateTimeOffset At) : TripEvent;

/// <summary>Cancelled (作废) before its start.</summary>
public sealed record TripCancelled(string? Reason, DateTimeOffset At) : TripEvent;
