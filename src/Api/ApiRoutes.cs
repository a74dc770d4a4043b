using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Metrics;
using OrleansRegistry.Api.OpenApi;
using OrleansRegistry.Api.Endpoints;

namespace OrleansRegistry.Api;

/// <summary>The HTTP face: services, pipeline and routes. It knows IRegistry and no host.</summary>
public static class ApiRoutes
{
    /// <summary>Registers what the endpoints need besides IRegistry.</summary>
    public static IServiceCollection AddRegistryApi(this IServiceCollection services)
    {
        services.AddApiDocument();
        return services.AddSingleton<MetricsPage>();
    }

    /// <summary>Puts pipeline and routes into place.</summary>
    /// <param name="app">The program.</param>
    /// <param name="devClock">True: the legal clock can be moved over HTTP; else there are no such routes.</param>
    /// <param name="devCodes">True: verification codes can be read over HTTP; else there is no such route.</param>
    /// <param name="verifyAMinute">Checks at the roadside a minute from one address; 0: no limit.</param>
    public static WebApplication MapRegistryApi(
        this WebApplication app, bool devClock, bool devCodes, int verifyAMinute)
    {
        app.UseMiddleware<ExceptionMiddleware>();
        app.UseMiddleware<AccessMiddleware>(app.Services);
        app.Services.GetRequiredService<MetricsPage>(); // Listens from the first request on.
        Health.Map(app);
        app.MapOpenApi().For(Access.Open);
        ReferencePage.Map(app);
        if (devClock) DevClock.Map(app);
        if (devCodes) DevCodes.Map(app);
        var limit = new AddressLimit(verifyAMinute == 0 ? null : verifyAMinute, TimeProvider.System);
        Verifications.MapOpen(app, new VerdictReader(app.Services, limit));
        MapResources(app.MapGroup("/api/v1"), new CertificateReader(app.Services));
        return app;
    }

    private static void MapResources(RouteGroupBuilder api, CertificateReader certificates)
    {
        Sessions.Map(api);
        Accounts.Map(api);
        Me.Map(api);
        Documents.Map(api);
        Certificates.Map(api, certificates);
        CertificateCommandEndpoints.Map(api);
        Operators.Map(api);
        Vehicles.Map(api);
        VehicleCommandEndpoints.Map(api);
        RailLicences.Map(api);
        RailCommandEndpoints.Map(api);
        Employers.Map(api);
        ExamSessions.Map(api);
        Announcements.Map(api);
        Trips.Map(api);
        TripCommandEndpoints.Map(api);
        Applications.Map(api);
        Printing.Map(api);
        ReviewEndpoints.Map(api);
        Persons.Map(api);
        Approvals.Map(api);
        Services.Map(api);
        Reference.Map(api);
        Searches.Map(api);
        Statistics.Map(api);
        Admin.Map(api);
        Verifications.Map(api);
    }
}
