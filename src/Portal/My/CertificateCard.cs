using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.My;

/// <summary>A service of a certificate with its condition now.</summary>
/// <param name="Service">The service.</param>
/// <param name="WhyNot">Why it cannot be applied for; null: it can.</param>
public sealed record ServiceCondition(Service Service, Refusal? WhyNot);

/// <summary>Something that will happen by itself.</summary>
/// <param name="On">The day.</param>
/// <param name="Title">What.</param>
/// <param name="About">Of which certificate.</param>
/// <param name="Look">bad where something ends, carey where something opens.</param>
public sealed record ComingDate(DateOnly On, LocalText Title, LocalText About, string Look);

/// <summary>A certificate as its holder's pages show it, computed for now.</summary>
public sealed record CertificateCard
{
    private readonly Certificate _certificate;
    private readonly Context _context;
    private readonly Dictionary<ServiceId, Refusal?> _whyNot = [];

    private CertificateCard(Certificate certificate, Context context, CertificateView view)
    {
        (_certificate, _context, View) = (certificate, context, view);
        Coming = ComingOf(certificate, context);
    }

    /// <summary>The certificate as the API shows it.</summary>
    public CertificateView View { get; }

    /// <summary>Its kind, in words.</summary>
    public LocalText Name => SheetWords.Of(View.Kind);

    /// <summary>The legal date.</summary>
    public DateOnly Today => _context.Today;

    /// <summary>Each service that covers it, with its condition now.</summary>
    public ImmutableArray<ServiceCondition> Services =>
        [.. Catalogue.All.Where(Covers).Select(service => new ServiceCondition(service, WhyNot(service.Id)))];

    /// <summary>What will happen by itself, soonest first.</summary>
    public ImmutableArray<ComingDate> Coming { get; }

    /// <summary>True when <paramref name="service"/> can be applied for now.</summary>
    public bool Can(ServiceId service) => Covers(Catalogue.Of(service)) && WhyNot(service) is null;

    /// <summary>good, carey or bad.</summary>
    public string Look => View.Status != CertificateStatus.Valid ? "bad"
        : Can(ServiceId.CertificateRenewal) || Can(ServiceId.CertificateAssessment) ? "carey" : "good";

    /// <summary>The state in a word.</summary>
    public LocalText State => View.Status == CertificateStatus.Valid && Can(ServiceId.CertificateRenewal)
        ? new LocalText("可换证", "Renewal open") : Statuses.Of(View.Status);

    /// <summary>Its status on another day, if nobody acts.</summary>
    public LocalText StateOn(DateOnly day) => Statuses.Of(CertificateValidity.On(
        day, _certificate, _context.PersonOf(_certificate.PersonKey), _context.Rulebook, _context.Calendar).Status);

    /// <summary>The card of a certificate that its reader may see.</summary>
    public static CertificateCard Of(Loaded loaded, Context context) => new(
        (Certificate)loaded.State, context, CertificateView.Of((Certificate)loaded.State, context, loaded.Version));

    private bool Covers(Service service) =>
        service.Subject == EntityKind.Certificate && service.Kinds.Contains(_certificate.Kind.Name());

    /// <summary>A home asks for two services of five, more than once: each is looked at when it is asked for.</summary>
    private Refusal? WhyNot(ServiceId service) => _whyNot.TryGetValue(service, out var known) ? known
        : _whyNot[service] = CertificatePossible.WhyNot(_certificate, service, _context);

    private static ImmutableArray<ComingDate> ComingOf(Certificate c, Context context) =>
    [
        .. TimelineView.Of(c, context).Items
            .Where(entry => DeadlineTitles.IsForPeople(entry.Name)).Take(12).Select(entry => new ComingDate(
            DeadlineTitles.DayOf(entry),
            DeadlineTitles.OfCertificate(entry.Name) ?? DeadlineTitles.Of(entry.Name, c), SheetWords.Of(c.Kind),
            entry.Name is "expiry" or "lapse" or "age" or "assessmentMissed" ? "bad" : "carey")),
    ];
}
