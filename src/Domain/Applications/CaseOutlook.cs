using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// What would come of approving an application now: the approval itself is asked, as if it had been accepted. So what
/// an officer is shown beforehand, and what then happens, are the same law.
/// </summary>
public static class CaseOutlook
{
    /// <summary>
    /// The events of the approval, or why it would be refused; null: of an application that is over, and of those whose
    /// approval changes nothing but themselves.
    /// </summary>
    public static Decision? Of(EntityState owner, IApplication application, Context context)
    {
        if (application is not Application { IsOpen: true } open) return null;
        var accepted = open with { Status = ApplicationStatus.Accepted };
        return owner switch
        {
            Certificate certificate =>
                CertificateApproval.Decide(certificate, accepted, new Approve(open.Id), context),
            Vehicle vehicle => VehicleApproval.Decide(vehicle, accepted, new Approve(open.Id), context),
            _ => null,
        };
    }
}
