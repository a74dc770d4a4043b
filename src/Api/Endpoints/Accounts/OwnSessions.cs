using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The caller's sessions, the one that was used last first.</summary>
public sealed record OwnSessionsView(ImmutableArray<OwnSession> Items);

/// <summary>The devices that the caller's account knows, the one that signed in last first.</summary>
public sealed record OwnDevicesView(ImmutableArray<OwnDevice> Items);

/// <summary>Sessions and devices of the caller's account, to look at and to end (http.md 9).</summary>
internal static class OwnSessions
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags("sessions");
        group.MapGet("/me/sessions", Sessions).For(Access.SignedIn).WithName("listSessions")
            .WithSummary("The caller's sessions.");
        group.MapDelete("/me/sessions/{id}", End).For(Access.SignedIn).WithName("endSession")
            .WithSummary("Ends one of the caller's sessions.");
        group.MapDelete("/sessions/current", EndThis).For(Access.Beginning with { WithoutAgreement = true })
            .WithName("signOut").WithSummary("Ends the session of this request.");
        group.MapGet("/me/devices", Devices).For(Access.SignedIn).WithName("listDevices")
            .WithSummary("The devices that the account knows.");
        group.MapDelete("/me/devices/{id}", Forget).For(Access.SignedIn).WithName("forgetDevice")
            .WithSummary("The account no longer knows the device; its sessions go on.");
    }

    /// <summary>The caller's sessions, in local time.</summary>
    public static async Task<ImmutableArray<OwnSession>> SessionsOf(
        Caller caller, IRegistry registry, CancellationToken cancellation) =>
        [.. (await registry.Accounts.Sessions(caller.SignedIn, cancellation)).Select(one => one with
        {
            StartedAt = Local(one.StartedAt), SeenAt = Local(one.SeenAt), ExpiresAt = Local(one.ExpiresAt),
        })];

    /// <summary>The devices that the caller's account knows, in local time.</summary>
    public static async Task<ImmutableArray<OwnDevice>> DevicesOf(
        Caller caller, IRegistry registry, CancellationToken cancellation) =>
        [.. (await registry.Accounts.Devices(caller.Account.Id, cancellation)).Select(one =>
            one with { MadeAt = Local(one.MadeAt), SeenAt = Local(one.SeenAt), ExpiresAt = Local(one.ExpiresAt) })];

    private static async Task<Reply<OwnSessionsView>> Sessions(
        Caller caller, IRegistry registry, CancellationToken cancellation) =>
        new OwnSessionsView(await SessionsOf(caller, registry, cancellation));

    private static async Task<NoContentResult> End(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        NoContentResult.Unless(await registry.Accounts.EndSession(caller.SignedIn, id, cancellation)
            ? null : Refusals.NotFound());

    private static async Task<NoContentResult> EndThis(
        Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        await registry.Accounts.EndThis(caller.SignedIn, cancellation);
        return NoContentResult.Unless(null);
    }

    private static async Task<Reply<OwnDevicesView>> Devices(
        Caller caller, IRegistry registry, CancellationToken cancellation) =>
        new OwnDevicesView(await DevicesOf(caller, registry, cancellation));

    private static async Task<NoContentResult> Forget(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        NoContentResult.Unless(await registry.Accounts.ForgetDevice(caller.Account.Id, id, cancellation)
            ? null : Refusals.NotFound());

    private static DateTimeOffset Local(DateTimeOffset at) => ShanghaiTime.ToLocal(at);

    private static DateTimeOffset? Local(DateTimeOffset? at) => at is { } known ? ShanghaiTime.ToLocal(known) : null;
}
