using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// Something happened to a certificate; for its applications there are <see cref="ApplicationEvent"/>s.
/// </summary>
public abstract record CertificateEvent : Event;

/// <summary>The certificate was taken into the registry; the event has its state at that time.</summary>
public sealed record CertificateRegistered(Certificate Certificate) : CertificateEvent;

/// <summary>
/// The holder was notified that renewal is open; <paramref name="ValidTo"/> is the last day of validity.
/// </summary>
public sealed record RenewalOpened(DateOnly ValidTo) : CertificateEvent;

/// <summary>The last day of validity has passed.</summary>
public sealed record CertificateExpired(DateOnly ValidTo) : CertificateEvent;

/// <summary>
/// The holder was warned: without a renewal the certificate is cancelled after <paramref name="LapsesAfter"/>.
/// </summary>
public sealed record LapseWarned(DateOnly LapsesAfter) : CertificateEvent;

/// <summary>Cancelled (注销). An open application is closed by an event of its own in the same commit.</summary>
public sealed record CertificateCancelled(
    CancellationGround Ground, DateOnly EffectiveOn, string? Cause = null, string? Reason = null) : CertificateEvent;

/// <summary>The fact that caused the cancellation was corrected; everything is as before (H.10).</summary>
public sealed record CancellationUndone(string Cause) : CertificateEvent;

/// <summary>Renewed (换发): a new period and a new document; the old period stays in the history (H.1).</summary>
public sealed record CertificateRenewed(string ApplicationId, Period Period) : CertificateEvent;

/// <summary>Reissued (补发): a new document with the same period (H.14).</summary>
public sealed record CertificateReissued(string ApplicationId, ReissueReason Reason) : CertificateEvent;

/// <summary>The service unit changed (变更): a new document with the same period.</summary>
public sealed record ServiceUnitChanged(string ApplicationId, string ServiceUnit) : CertificateEvent;

/// <summary>
/// The holder was notified that cycle <paramref name="Cycle"/> may be assessed until <paramref name="ClosesOn"/>.
/// </summary>
public sealed record AssessmentWindowOpened(int Cycle, DateOnly ClosesOn) : CertificateEvent;

/// <summary>A cycle was assessed and closed.</summary>
/// <param name="ApplicationId">The application that asked for it.</param>
/// <param name="Cycle">The number of the cycle.</param>
/// <param name="Points">The points of the cycle.</param>
/// <param name="ByPoints">The grade that follows from points and previous grade (D.2).</param>
/// <param name="Grade">The grade given.</param>
public sealed record CycleAssessed(
    string ApplicationId, int Cycle, int Points, Grade ByPoints, Grade Grade) : CertificateEvent;

/// <summary>A cycle closed without an assessment (H.8).</summary>
public sealed record CycleMissed(int Cycle) : CertificateEvent;

/// <summary>Penalty points (记分).</summary>
/// <param name="Points">One of the values of the rule.</param>
/// <param name="On">The day of the breach.</param>
/// <param name="Cycle">The cycle to which the day belongs.</param>
/// <param name="Late">
/// True when that cycle was closed already: the breach is kept for the audit, and the grade stays (G.1 #16).
/// </param>
/// <param name="Note">What it was about; null: not given.</param>
public sealed record ViolationRecorded(int Points, DateOnly On, int Cycle, bool Late, string? Note) : CertificateEvent;

/// <summary>Continuing education (继续教育) in class hours.</summary>
/// <param name="Hours">Class hours.</param>
/// <param name="On">The day.</param>
/// <param name="Cycle">The cycle for which it counts.</param>
/// <param name="Counts">
/// True when the limit of points was reached, or a B given, before it: then it counts towards clearing.
/// </param>
public sealed record EducationRecorded(int Hours, DateOnly On, int Cycle, bool Counts) : CertificateEvent;

/// <summary>The education that follows 20 points, or a B, is complete (D.2).</summary>
/// <param name="Cycle">The cycle.</param>
/// <param name="Grade">The grade from now on, if it was B.</param>
/// <param name="Points">The points that are cleared; 0 when only the grade changes.</param>
public sealed record PointsCleared(int Cycle, Grade Grade, int Points) : CertificateEvent;

/// <summary>An officer assessed a closed cycle again (G.1 #16).</summary>
public sealed record CycleReassessed(int Cycle, Grade Grade, string Reason) : CertificateEvent;
