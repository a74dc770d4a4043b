using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Sends codes to phones and proves them. What is over a limit is silently not sent: nobody learns by asking which
/// phones were asked about, and nobody can run up the bill or the nuisance of a stranger.
/// </summary>
public sealed partial class Phones(TimeProvider clock, ICodeSender sender, ILogger log)
{
    private const int MaxPhones = 50_000;
    private const int MaxAddresses = 50_000;
    private const int MaxAddressLength = 64;

    private readonly SignInCodes _codes = new(clock);
    private readonly RateLimits _byPhone = new(clock, MaxPhones,
        new RateLimit(TimeSpan.FromMinutes(1), 1), new RateLimit(TimeSpan.FromHours(1), 5),
        new RateLimit(TimeSpan.FromDays(1), 10));
    private readonly RateLimits _byAddress = new(clock, MaxAddresses, new RateLimit(TimeSpan.FromHours(1), 30));

    /// <summary>True for a mobile number of the mainland.</summary>
    public static bool IsMobile(string phone) => Mobile().IsMatch(phone);

    /// <summary>Sends a code, or does nothing.</summary>
    public async Task Send(string phone, string address, CancellationToken cancellation)
    {
        if (!IsMobile(phone) || !_byAddress.TryTake(OriginOf(address)) || !_byPhone.TryTake(phone)) return;
        if (_codes.Make(phone) is not { } code)
        {
            log.TooManyCodes();
            return;
        }
        try
        {
            await sender.Send(phone, code, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            log.CodeNotSent(failure, IdentityNumber.MaskPhone(phone));
        }
    }

    /// <summary>Uses up the code of <paramref name="phone"/>; null: it is wrong or too late.</summary>
    public SignInCodes.Proof? Take(string phone, string code) => IsMobile(phone) ? _codes.Take(phone, code) : null;

    /// <summary>Nothing came of what the code was for: it may be used for something else.</summary>
    public void GiveBack(SignInCodes.Proof proof) => _codes.GiveBack(proof);

    /// <summary>Who has one IPv6 address has at least the 64 bits below it as well.</summary>
    private static string OriginOf(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
            return address.Length <= MaxAddressLength ? address : address[..MaxAddressLength];
        if (parsed.IsIPv4MappedToIPv6) parsed = parsed.MapToIPv4();
        return parsed.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(parsed.GetAddressBytes().AsSpan(0, 8))
            : parsed.ToString();
    }

    [GeneratedRegex(@"\A1[3-9][0-9]{9}\z")]
    private static partial Regex Mobile();
}
