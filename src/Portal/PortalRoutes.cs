using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using OrleansRegistry.Portal.Applying;
using OrleansRegistry.Portal.Contests;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.My;
using OrleansRegistry.Portal.My.Rail;
using OrleansRegistry.Portal.Printing;
using OrleansRegistry.Portal.Public;
using OrleansRegistry.Portal.Road;
using OrleansRegistry.Portal.Showing;
using OrleansRegistry.Portal.Verify.Offline;

namespace OrleansRegistry.Portal;

/// <summary>The pages for people: their middleware and their routes. They use ports and know no host.</summary>
public static class PortalRoutes
{
    /// <summary>Puts the pages in front of whatever comes after them in the pipeline.</summary>
    public static WebApplication MapPortal(this WebApplication app, PortalOptions options)
    {
        var cookies = new PageCookies(secure: !app.Environment.IsDevelopment());
        app.UseMiddleware<PageMiddleware>(app.Services, cookies, options);
        var pages = app.MapGroup("").ExcludeFromDescription();
        AssetFiles.Map(pages);
        HomePage.Map(pages);
        ServicesPage.Map(pages);
        ServicePage.Map(pages);
        VerifyPage.Map(pages);
        OfflinePage.Map(pages);
        AnnouncementsPage.Map(pages);
        ToolsPage.Map(pages);
        HelpPages.Map(pages);
        AgreementPages.Map(pages);
        SignInPage.Map(pages);
        StaffSignInPage.Map(pages);
        PasswordPage.Map(pages);
        RecoverPage.Map(pages);
        LostPhonePage.Map(pages);
        OwnRecoveryPage.Map(pages);
        OperatorCheckPage.Map(pages);
        AccountPage.Map(pages);
        PhonePage.Map(pages);
        ProfilePage.Map(pages);
        NotMePage.Map(pages);
        ClosingPage.Map(pages);
        NoticeChoicesPage.Map(pages);
        CalendarPage.Map(pages);
        SecondFactorPage.Map(pages, options.SecondFactor);
        SignOut.Map(pages);
        MyHomePage.Map(pages);
        BusinessesPage.Map(pages, cookies);
        CertificatePages.Map(pages);
        ApplyPage.Map(pages);
        ApplicationPages.Map(pages);
        SupplementPage.Map(pages);
        VoucherPages.Map(pages);
        SheetPages.Map(pages);
        DecisionPages.Map(pages);
        ObjectionPages.Map(pages);
        FindingPages.Map(pages);
        NewFindingPage.Map(pages);
        RealNamePage.Map(pages);
        TripPages.Map(pages);
        ShowTripPage.Map(pages);
        ShowCardPage.Map(pages);
        ExportPage.Map(pages, options);
        OwnDocumentsPage.Map(pages);
        NoticePage.Map(pages);
        LinkPages.Map(pages);
        RailPages.Map(pages);
        RoadPage.Map(pages, options);
        StaffRoutes.Map(pages, options);
        DisplayChoice.Map(pages);
        return app;
    }
}
