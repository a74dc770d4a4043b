using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// How much an account that anybody opens by a phone may write (docs/adr/0174): each act leaves a row for good, of the
/// audit, an event, a setting. Whoever was appointed has no such limit, and enterprises have none: they import, and
/// somebody answers for them. Over the API and on pages together; each process counts for itself. Safe for many
/// callers.
/// </summary>
public sealed class AccountLimit(TimeProvider clock)
{
    /// <summary>What a holder writes in a minute at most, inclusive: far more than anybody types.</summary>
    public const int OfHolder = 120;

    private readonly EvenRate<string> _rate = new(clock);

    /// <summary>
    /// Counts one for a request of the account; null: it is let through. Else how long until it is, and nothing is
    /// counted. Requests that only read are not counted.
    /// </summary>
    public TimeSpan? WaitOf(HttpContext http, Account account)
    {
        var method = http.Request.Method;
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || CallerAddress.IsThisMachine(http)
            ? null : WaitOf(account);
    }

    /// <summary>Counts one for the account.</summary>
    public TimeSpan? WaitOf(Account account)
    {
        var wait = TimeSpan.Zero;
        return account.Roles != Roles.Holder || _rate.TryTake(account.Id, _rate.CostOf(OfHolder), ref wait)
            ? null : wait;
    }
}
