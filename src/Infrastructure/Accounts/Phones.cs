using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Sends codes to phones and checks them (decisions 6). Limits of the codes for one phone: from one network, one a
/// minute and ten an hour; in all, twenty a day, of which the last ten are kept for devices that the account knows. A
/// code beyond a limit is not sent and nothing says so: callers cannot find out which phones were used, and a stranger
/// cannot use up the owner's codes.
/// </summary>
public sealed partial class Phones(TimeProvider clock, ICodeSender sender, ILogger log, CodesShown? shown = null)
{
    /// <summary>How long to wait before another code is sent.</summary>
    public static readonly TimeSpan ResendAfter = TimeSpan.FromMinutes(1);

    private const int ADay = 20;
    private const int ForKnownDevices = 10;
    private const int HalfOfKeys = 50_000;

    private readonly SignInCodes _codes = new(clock);
    private readonly RateLimits _byNetworkAndPhone = new(clock, HalfOfKeys,
        new RateLimit(ResendAfter, 1), new RateLimit(TimeSpan.FromHours(1), 10));
    private readonly RateLimits _byPhone = new(clock, HalfOfKeys, new RateLimit(TimeSpan.FromDays(1), ADay));

    /// <summary>The last codes, in Development.</summary>
    public CodesShown? Shown => shown;

    /// <summary>True for a mobile number of the mainland.</summary>
    public static bool IsMobile(string phone) => Mobile().IsMatch(phone);

    /// <summary>Sends a code or not; the result is the id of the request in both cases.</summary>
    /// <param name="phone">The phone, in full.</param>
    /// <param name="purpose">For what.</param>
    /// <param name="origin">Where the request comes from.</param>
    /// <param name="knownDevice">True: a device from which the phone's account was signed in.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<string> Send(
        string phone, CodePurpose purpose, Origin origin, bool knownDevice, CancellationToken cancellation)
    {
        var id = SignInCodes.NewRequestId();
        if (!IsMobile(phone) || !HasRoom(phone, origin, knownDevice)) return id;
        if (_codes.Make(id, phone, purpose) is not { } code)
        {
            log.TooManyCodes();
            return id;
        }
        shown?.Add(new SentCode(id, phone, code, purpose, clock.GetUtcNow()));
        try
        {
            await sender.Send(phone, code, purpose, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            log.CodeNotSent(failure, IdentityNumber.MaskPhone(phone));
        }
        return id;
    }

    /// <summary>Sends a message to a phone that belongs to no account any more; a failure is logged.</summary>
    public async Task Say(string phone, string kind, string text)
    {
        try
        {
            await sender.Say(phone, kind, text);
        }
        catch (Exception failure)
        {
            log.TextNotSent(failure, IdentityNumber.MaskPhone(phone), kind);
        }
    }

    /// <summary>Uses up a code; null: it is wrong, for another purpose, or expired.</summary>
    public SignInCodes.Proof? Take(GivenCode given, CodePurpose purpose) => _codes.Take(given, purpose);

    /// <summary>The purpose of the code was not reached: it may be used once more.</summary>
    public void GiveBack(SignInCodes.Proof proof) => _codes.GiveBack(proof);

    private bool HasRoom(string phone, Origin origin, bool knownDevice) =>
        origin.Unlimited
        || (_byNetworkAndPhone.TryTake($"{Networks.Of(origin.Address)} {phone}")
            && _byPhone.TryTake(phone, knownDevice ? 0 : ForKnownDevices));

    [GeneratedRegex(@"\A1[3-9][0-9]{9}\z")]
    private static partial Regex Mobile();
}
