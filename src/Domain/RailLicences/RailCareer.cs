using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>The end of a licence.</summary>
/// <param name="Ground">Why it was cancelled.</param>
/// <param name="EffectiveOn">The legal date from which it has effect, inclusive.</param>
/// <param name="Revocation">The ground of the revocation that caused it; null: none.</param>
/// <param name="Cause">The fact about the person that caused it; null: none, so that it is never undone.</param>
/// <param name="Reason">The words of the decision; null: none.</param>
public sealed record LicenceEnd(
    RailGround Ground, DateOnly EffectiveOn, RailGround? Revocation = null, string? Cause = null, string? Reason = null)
{
    /// <summary>
    /// The applications that it closed, as they were then. They are taken up again if the cause is corrected.
    /// </summary>
    public ImmutableArray<RailApplication> Closed { get => field.IsDefault ? [] : field; init; } = [];
}

/// <summary>
/// A railway driver licence (驾驶证). Its validity is not stored: <see cref="RailValidity"/> computes it.
/// </summary>
public sealed record RailLicence
{
    /// <summary>The licence's number.</summary>
    public required string Number { get; init; }

    /// <summary>The name on it; said in the video (rules.md B.5).</summary>
    public required string Name { get; init; }

    /// <summary>The classes (准驾机型), in the order in which they were granted.</summary>
    public required ImmutableArray<HeldClass> Classes { get; init; }

    /// <summary>The latest period; after an early renewal it may begin in the future.</summary>
    public required Period Period { get; init; }

    /// <summary>The period before it; null: this is the first on record.</summary>
    public Period? Previous { get; init; }

    /// <summary>Number of the copy in circulation, from 1.</summary>
    public required int DocumentVersion { get; init; }

    /// <summary>True once it was announced that the period can be renewed.</summary>
    public bool RenewalAnnounced { get; init; }

    /// <summary>
    /// True once the expiry of the period is recorded, while a renewal keeps the licence from being cancelled.
    /// </summary>
    public bool Expired { get; init; }

    /// <summary>
    /// After a refused or withdrawn renewal, a cancellation takes effect on this day at the earliest (H.7).
    /// </summary>
    public DateOnly? EndNotBefore { get; init; }

    /// <summary>The end; null while there is none.</summary>
    public LicenceEnd? End { get; init; }
}

/// <summary>
/// A ban: no new application before <paramref name="Until"/>, which is the first allowed day (rules.md B.8).
/// </summary>
public sealed record RailBan(DateOnly From, DateOnly Until);

/// <summary>A case for revocation or cancellation that an employer found (rules.md B.9).</summary>
/// <param name="Id">The career's key and a number.</param>
/// <param name="EmployerKey">The employer that found it.</param>
/// <param name="Ground">The ground that was found.</param>
/// <param name="DiscoveredOn">The day of discovery.</param>
/// <param name="ReportBy">Last day of the report to the administration, inclusive.</param>
/// <param name="ReportedOn">The day of the report; null: not yet.</param>
/// <param name="Missed">True once it is recorded that the report was missed.</param>
public sealed record Finding(
    string Id,
    string EmployerKey,
    RailGround Ground,
    DateOnly DiscoveredOn,
    DateOnly ReportBy,
    DateOnly? ReportedOn,
    bool Missed = false);

/// <summary>
/// One driver's railway career. It exists before the first licence, through study and applications, and after a licence
/// has ended, with its ban.
/// </summary>
public sealed record RailCareer : EntityState, IApplicationOwner
{
    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The driver. Identity number and present name are read from the person.</summary>
    public required string PersonKey { get; init; }

    /// <summary>The employer; null: not linked.</summary>
    public EmployerLink? Employer { get; init; }

    /// <summary>The statutory retirement date (法定退休日期) as recorded; null: by the age of the rule.</summary>
    public DateOnly? RetiresOn { get; init; }

    /// <summary>What is known of fitness and study.</summary>
    public StudyRecord Study { get; init; } = new();

    /// <summary>The licence, also after its end; null: none yet.</summary>
    public RailLicence? Licence { get; init; }

    /// <summary>The ban; null: there was none.</summary>
    public RailBan? Ban { get; init; }

    /// <summary>Findings that have not been reported yet, and the last that were.</summary>
    public ImmutableArray<Finding> Findings { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many findings there ever were.</summary>
    public int FindingCount { get; init; }

    /// <summary>The applications that are not over, and the last that ended; at most one is open.</summary>
    public ImmutableArray<RailApplication> Applications { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many applications there ever were; the next one gets the next number.</summary>
    public int ApplicationCount { get; init; }

    /// <summary>How many licences were ever issued; the next one gets the next number.</summary>
    public int LicenceCount { get; init; }

    string IApplicationOwner.ApplicantKey => PersonKey;

    string IApplicationOwner.AuthorityOf(IApplication application) =>
        RailQueues.PathOf(((RailApplication)application).Reviewer);

    IApplication? IApplicationOwner.Find(string id) => Applications.At(id);

    /// <summary>The licence, if it has not ended; null: none.</summary>
    [JsonIgnore]
    public RailLicence? LiveLicence => Licence is { End: null } live ? live : null;

    /// <summary>The open application; null: none.</summary>
    [JsonIgnore]
    public RailApplication? OpenApplication
    {
        get
        {
            foreach (var application in Applications)
                if (application.IsOpen) return application;
            return null;
        }
    }

    /// <summary>The correction of licence data that waits for a second officer; null: none.</summary>
    [JsonIgnore]
    public RailApplication? AwaitedCorrection
    {
        get
        {
            foreach (var one in Applications)
                if (one is { Form: RailCorrectionForm, Status: ApplicationStatus.Submitted }) return one;
            return null;
        }
    }

    /// <summary>
    /// True while a renewal that extends the licence is not decided and the employer has submitted it to the centre: it
    /// keeps the licence from being cancelled (rules.md H.7, G.5 #86).
    /// </summary>
    [JsonIgnore]
    public bool IsProtected =>
        OpenApplication is { Form: RailRenewalForm { Reason: not (RenewalReason.Employer or RenewalReason.Name) } }
        and { Status: ApplicationStatus.CentreReview or ApplicationStatus.Reported };
}
