using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Public;

namespace OrleansRegistry.Portal.Employer;

/// <summary>A recovery code for a driver who has lost the phone.</summary>
/// <param name="DriverId">The driver's career.</param>
/// <param name="Given">The code for the driver; null: none yet.</param>
/// <param name="Qr">The QR code that opens the page on the new phone with the number filled in; null: none yet.</param>
public sealed record DriverPhoneModel(string DriverId, GivenCode? Given, QrDrawing? Qr)
{
    /// <summary>The form of its button.</summary>
    public FormState Form { get; } = FormState.New();
}

/// <summary>
/// /employer/drivers/{id}/phone-recovery: shows a code once to the manager of the driver's enterprise
/// (docs/adr/0116); also to the enterprise whose letter about the change of phone the exam centre has granted.
/// </summary>
internal static class DriverPhonePage
{
    private const string Path = "/employer/drivers/{id}/phone-recovery";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Ask).For(PageAccess.Of(Roles.Employer));
        pages.MapPost(Path, Begin).For(PageAccess.Of(Roles.Employer) with { NeedsProof = true });
    }

    private static async Task<IResult> Ask(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (_, refusal) = await Driver(id, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal)
            : page.Show<DriverPhone>(new DriverPhoneModel(id, null, null));
    }

    private static async Task<IResult> Begin(
        string id, PageContext page, IRegistry registry, IQrCodes codes, CancellationToken cancellation)
    {
        var (driver, refusal) = await Driver(id, page, registry, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var given = await registry.Accounts.BeginRecovery(driver!, page.Account!.Id, cancellation);
        var request = page.Http.Request;
        var address = $"{request.Scheme}://{request.Host}{LostPhonePage.Path}?id={given.RequestId}";
        return page.Show<DriverPhone>(new DriverPhoneModel(id, given, codes.Draw(address)));
    }

    private static ValueTask<Result<Account>> Driver(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation) =>
        registry.As(page.Actor).DriverWithLostPhone(page.Actor.EmployerKey ?? "", id, cancellation);
}
