using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>GET /my/vouchers: approved assessments, each with its voucher.</summary>
internal static class VoucherPages
{
    private const int MaxListed = 100;

    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/my/vouchers", List).For(PageAccess.Of(Roles.Holder));

    private static async Task<IResult> List(PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (listed, refusal) = await registry.As(page.Actor).OwnApplications(
            new ApplicationsWanted(), new PageRequest(MaxListed), cancellation);
        if (refusal is not null) return page.Refused(refusal);
        ImmutableArray<ApplicationView> granted =
            [.. listed!.Items.Where(a => a is { Cycle: not null, Status: ApplicationStatus.Approved })];
        return page.Show<VoucherList>(new ApplicationListModel(granted, null, ShanghaiTime.DateOf(registry.Now)));
    }
}
