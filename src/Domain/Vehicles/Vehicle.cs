using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>The result of the last technical examination (技术等级评定、结构及尺寸变动, A.8).</summary>
public sealed record TechnicalState(TechnicalGrade Grade, DateOnly On, bool StructureAltered);

/// <summary>A violation (违章记录) that is not settled.</summary>
/// <param name="Id">Its id, by which it is settled.</param>
/// <param name="On">The day of the breach.</param>
/// <param name="Note">What the violation was about.</param>
public sealed record VehicleViolation(string Id, DateOnly On, string Note);

/// <summary>The end of a vehicle's certificate.</summary>
/// <param name="Ground">The ground.</param>
/// <param name="EffectiveOn">First day without a certificate, inclusive.</param>
/// <param name="Reason">In the officer's or the operator's words; null: not given.</param>
/// <param name="At">
/// When it was cancelled here, UTC: from then on no trip can book it. Null: cancelled elsewhere, or before this was
/// stored.
/// </param>
public sealed record VehicleEnd(
    VehicleEndGround Ground, DateOnly EffectiveOn, string? Reason, DateTimeOffset? At = null);

/// <summary>Which reminders of the annual review are recorded. It never says whether the review is overdue.</summary>
[JsonConverter(typeof(CamelCaseNames<ReviewStage>))]
public enum ReviewStage
{
    /// <summary>No reminder was recorded.</summary>
    Running = 0,

    /// <summary>The window was announced.</summary>
    Open = 1,

    /// <summary>The missed review was announced.</summary>
    Overdue = 2,
}

/// <summary>
/// A vehicle with its road-transport certificate (道路运输证). Whether the certificate is valid or the annual review overdue
/// is not stored: <see cref="VehicleValidity"/> computes it from this state and the day.
/// </summary>
public sealed record Vehicle : EntityState, IApplicationSubject
{
    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// The operator; its name and permits are read from it and not copied here, so that they are never outdated.
    /// </summary>
    public required string OperatorKey { get; init; }

    /// <summary>What its certificate allows.</summary>
    public required VehicleKind Kind { get; init; }

    /// <summary>Number plate (车牌号).</summary>
    public required string Plate { get; init; }

    /// <summary>Colour of the plate (车牌颜色).</summary>
    public required PlateColour PlateColour { get; init; }

    /// <summary>Vehicle identification number (车辆识别代号).</summary>
    public required string Vin { get; init; }

    /// <summary>Number of the certificate (道路运输证号).</summary>
    public required string CertificateNumber { get; init; }

    /// <summary>Region code of the issuing authority, GB/T 2260.</summary>
    public required string Authority { get; init; }

    /// <summary>Seats; null: not given. Needed for charter buses.</summary>
    public int? Seats { get; init; }

    /// <summary>Operating status (营运状态).</summary>
    public required OperatingStatus OperatingStatus { get; init; }

    /// <summary>The latest period of the certificate; after an early renewal it may begin in the future.</summary>
    public required Period Period { get; init; }

    /// <summary>The period before it; null: none on record.</summary>
    public Period? Previous { get; init; }

    /// <summary>Number of the document in circulation, from 1 (H.14).</summary>
    public required int DocumentVersion { get; init; }

    /// <summary>The day on which this registry took the vehicle over.</summary>
    public required DateOnly RegisteredOn { get; init; }

    /// <summary>The day on which the last annual review was passed; null: none since the first issue.</summary>
    public DateOnly? ReviewedOn { get; init; }

    /// <summary>First day of the first period on record; the first review counts from it.</summary>
    public required DateOnly FirstIssuedOn { get; init; }

    /// <summary>Which reminders of the period are recorded.</summary>
    public PeriodStage Stage { get; init; }

    /// <summary>Which reminders of the review are recorded.</summary>
    public ReviewStage ReviewStage { get; init; }

    /// <summary>The result of the technical examination; null: not given.</summary>
    public TechnicalState? Technical { get; init; }

    /// <summary>Violations that are not settled, oldest first.</summary>
    public ImmutableArray<VehicleViolation> Violations { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many violations there ever were; the next one gets the next number.</summary>
    public int ViolationCount { get; init; }

    /// <summary>The end; null while there is none.</summary>
    public VehicleEnd? End { get; init; }

    /// <summary>The applications that are not over, and the last that ended.</summary>
    public ImmutableArray<Application> Applications { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many applications there ever were; the next one gets the next number.</summary>
    public int ApplicationCount { get; init; }

    string IApplicationOwner.ApplicantKey => OperatorKey;

    Roles IApplicationSubject.ApplicantRole => Roles.Operator;

    Refusal? IApplicationSubject.Ended => End is { } end ? VehicleRefusals.Cancelled(end) : null;

    Refusal? IApplicationSubject.NoLongerHolds(Application application, Context context) =>
        VehicleFiling.NoLongerHolds(this, application, context);

    Decision IApplicationSubject.Approve(Application application, Approve approve, Context context) =>
        VehicleApproval.Decide(this, application, approve, context);

    /// <summary>The open application for <paramref name="service"/>; null: none.</summary>
    public Application? Open(ServiceId service)
    {
        foreach (var application in Applications)
            if (application.IsOpen && application.Service == service) return application;
        return null;
    }

    /// <summary>
    /// Last day of the annual review, inclusive: the day before the anniversary of the day on which it was passed, or
    /// of the first issue while none was (D.3), by the rule of that day.
    /// </summary>
    public DateOnly ReviewValidTo(Rulebook rulebook)
    {
        var from = ReviewedOn ?? FirstIssuedOn;
        return LegalDates.PeriodEnd(from, rulebook.RoadAt(from).ReviewValidityYears);
    }

    /// <summary>First day on which the next annual review may be asked for, inclusive (A.8).</summary>
    public DateOnly ReviewOpensOn(Rulebook rulebook, RoadRules rules) =>
        ReviewValidTo(rulebook).AddDays(-rules.ReviewOpensDaysBefore);

    /// <summary>First day on which renewal may be asked for, inclusive (A.10, G.4 #58).</summary>
    public DateOnly RenewalOpensOn(RoadRules rules) => Period.To.AddDays(-rules.VehicleRenewalOpensDaysBefore);

    /// <summary>
    /// Last day on which renewal may be asked for, inclusive: the last day of validity, moved to a working day like the
    /// end of every window (H.4).
    /// </summary>
    public LegalDate RenewalClosesOn(Rulebook rulebook, WorkingCalendar calendar) =>
        rulebook.RoadAt(Period.To).RollToNextWorkday
            ? calendar.RollToWorkday(Period.To) : new LegalDate(Period.To, Provisional: false);
}
