using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Access;

/// <summary>What waits for a second officer or a second administrator.</summary>
public sealed partial class Reads
{
    /// <summary>The act on an account that waits under this id for a second administrator; null: none does.</summary>
    public async ValueTask<(string AccountId, AccountActForm Form, string By)?> AwaitedAct(
        string id, CancellationToken cancellation = default)
    {
        if (!actor.Is(Roles.Administrator) || !EntityId.TryApplication(id, out var entity)
            || entity.Kind != EntityKind.Identity
            || (await registry.Load(entity, cancellation))?.State is not IdentityBinding binding) return null;
        return binding.Applications.FirstOrDefault(one => one.Id == id && one.IsOpen) is
        { Form: AccountActForm form } asked ? (binding.AccountId, form, asked.SubmittedBy) : null;
    }

    /// <summary>
    /// What waits for a second officer at the caller's desk, or for a second administrator.
    /// </summary>
    public async Task<Result<Page<ApplicationRow>>> ApprovalQueue(
        PageRequest page, CancellationToken cancellation = default)
    {
        var keeps = actor.Is(Roles.Administrator);
        var (reach, service) = keeps
            ? (AccountActs.Authority, ServiceId.AccountAct)
            : (RailQueues.ReachOf(actor) ?? (actor.Covers(actor.Authority ?? "", Desks.Road) ? actor.Authority : null),
                ServiceId.IdentityUnbinding);
        if (reach is null) return Refusals.NotAllowed();
        var query = new QueueQuery(reach, service, [ApplicationStatus.Submitted], null)
        {
            Besides = keeps ? [] : actor.Is(National) ? [.. PersonActs.Services, ServiceId.RailCorrection]
                : PersonActs.Services,
        };
        return await registry.Queries.Queue(query, page, cancellation);
    }
}
