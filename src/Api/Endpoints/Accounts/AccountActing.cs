using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// What other people do to an account; each act leaves a line in the account's history, at once or when a second
/// administrator has confirmed it (rules.md H.26, decisions 3). The history is written first and the account's row
/// afterwards: if an act was confirmed and not carried out, it can be asked for again.
/// </summary>
internal static class AccountActing
{
    /// <summary>
    /// Records the act, or lets it wait: 202 if it waits, null if it was recorded. Every administrator and auditor is
    /// notified.
    /// </summary>
    public static async Task<Result<Accepted<AwaitedApprovalView>?>> Record<T>(
        CommandRequest<T> request, Account account, AccountAct act, IRegistry registry) where T : class
    {
        var answer = await registry.RecordAct(account, act, request.Envelope);
        if (answer is not Answer.Done done) return ((Answer.No)answer).Refusal;
        var waiting = JsonSerializer.Deserialize(done.Body.Span, RegistryJson.Default.ApplicationView);
        return waiting is null ? null : new Accepted<AwaitedApprovalView>
        {
            Value = new AwaitedApprovalView(
                waiting.Id, ShanghaiTime.ToLocal(ShanghaiTime.EndOf(waiting.DecideBy!.Value))),
            Repeated = done.Repeated, Version = done.Version,
        };
    }

    /// <summary>Carries out a confirmed act; the one-time code is shown to whoever confirmed it.</summary>
    public static async Task<Reply<AccountView>> CarryOut(
        string accountId, AccountActForm form, string first, Caller second, IRegistry registry)
    {
        var done = await registry.CarryOut(accountId, form, first, second.Account.Id);
        return done.Refusal is { } no ? no : AccountView.Of(done.Account!, done.OneTimeCode);
    }
}
