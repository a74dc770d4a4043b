using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>Who calls, as found by <see cref="CallerCheck"/>. A handler that takes one is never reached without.</summary>
/// <param name="Account">The account.</param>
/// <param name="Actor">The account as the machines see it.</param>
/// <param name="Http">The request.</param>
public sealed record Caller(Account Account, Actor Actor, HttpContext Http)
{
    /// <summary>Binds the caller of a request.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>());

    /// <summary>The actor of <paramref name="account"/>.</summary>
    public static Actor ActorOf(Account account) => new(account.Id, account.Roles, Channel.Http)
    {
        Authority = account.Authority, Desks = account.Desks, PersonKey = account.PersonKey,
    };
}

/// <summary>Marks an endpoint that anybody may call.</summary>
public sealed class OpenToAll;

/// <summary>Marks an endpoint that may be called while a new password is due.</summary>
public sealed class BeforePasswordChange;

/// <summary>The account behind the bearer token, for every endpoint that is not open to all.</summary>
public sealed class CallerCheck(RequestDelegate next, IRegistry registry)
{
    private const string Scheme = "Bearer ";

    /// <summary>Finds the caller, or answers 401 or 403 in its place.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        return endpoint is null || endpoint.Metadata.GetMetadata<OpenToAll>() is not null
            ? next(context)
            : Checked(context, endpoint);
    }

    private async Task Checked(HttpContext context, Endpoint endpoint)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            await new ApiProblem(Signing.NotSignedIn()).ExecuteAsync(context);
            return;
        }
        var account = await registry.Accounts.ByToken(header[Scheme.Length..].Trim(), context.RequestAborted);
        var refusal = account is null ? Signing.SessionEnded()
            : account.MustChangePassword && endpoint.Metadata.GetMetadata<BeforePasswordChange>() is null ? Signing.PasswordChangeDue()
            : null;
        if (refusal is not null)
        {
            await new ApiProblem(refusal).ExecuteAsync(context);
            return;
        }
        context.Features.Set(new Caller(account!, Caller.ActorOf(account!), context));
        await next(context);
    }
}

/// <summary>Refusals of the session itself.</summary>
public static class Signing
{
    /// <summary>No token.</summary>
    public static Refusal NotSignedIn() => new(RefusalCode.NotSignedIn, new LocalText("请先登录。", "Please sign in."));

    /// <summary>A token that is unknown or ended.</summary>
    public static Refusal SessionEnded() => new(RefusalCode.SessionEnded, new LocalText("登录已失效，请重新登录。", "The session has ended; please sign in again."));

    /// <summary>The password must be changed first.</summary>
    public static Refusal PasswordChangeDue() => new(RefusalCode.PasswordChangeDue, new LocalText(
        "请先修改密码，再办理其他业务。", "Change the password first; everything else waits for it."));
}
