using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// Whether a service could be applied for now, before a form is filled in. The rules of the filing are asked with an
/// empty form and without materials; every refusal that is not about form or materials stands in the way.
/// </summary>
public static class CertificatePossible
{
    /// <summary>Why <paramref name="service"/> cannot be applied for now; null: it can.</summary>
    public static Refusal? WhyNot(Certificate c, ServiceId service, Context context)
    {
        var filing = CertificateFiling.Of(c, BlankFilings.Of(service), context);
        return filing.MayNot ?? filing.Conditions.Where(one => !one.IsAboutTheForm).FirstRefusal();
    }
}
