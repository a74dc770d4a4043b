using OrleansRegistry.Api.Audit;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Http.Repeats;
using OrleansRegistry.Api.Metrics;
using OrleansRegistry.Api.OpenApi;
using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Domain.Access;

namespace OrleansRegistry.Api;

/// <summary>The API: its services, pipeline and routes. It uses IRegistry and knows no host.</summary>
public static class ApiRoutes
{
    /// <summary>Registers what the endpoints need besides IRegistry.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="rule">Who must have a second factor.</param>
    /// <param name="firstPasswords">
    /// True: first passwords may be given, in Development; otherwise they are codes.
    /// </param>
    public static IServiceCollection AddRegistryApi(
        this IServiceCollection services, SecondFactorRule rule, bool firstPasswords)
    {
        services.AddApiDocument();
        CallerAddress.TrustNobodyByDefault(services);
        return services.AddSingleton<MetricsPage>().AddSingleton(rule).AddSingleton(new ProofClock(TimeProvider.System))
            .AddSingleton(new QueryBudget(TimeProvider.System)).AddSingleton<BodySpace>()
            .AddSingleton(new FirstPasswords(firstPasswords));
    }

    /// <summary>Adds pipeline and routes. <see cref="CallerAddress"/> must come before.</summary>
    /// <param name="app">The program.</param>
    /// <param name="options">How it is set up.</param>
    /// <param name="posts">POSTs from one network on routes that let everybody in, the pages' among them.</param>
    /// <param name="writes">What an account by phone may write, on pages too.</param>
    public static WebApplication MapRegistryApi(
        this WebApplication app, ApiOptions options, AddressLimit posts, AccountLimit writes)
    {
        app.UseMiddleware<ExceptionMiddleware>();
        app.UseMiddleware<AccessMiddleware>(app.Services, posts, writes);
        app.UseMiddleware<QueryMiddleware>();
        app.UseMiddleware<RepeatMiddleware>(app.Services);
        app.Services.GetRequiredService<MetricsPage>(); // Listens from the first request on.
        Health.Map(app);
        // By its one name: of any other the framework would say no in words of its own.
        app.MapOpenApi("/openapi/v1.json").For(Access.Open);
        ReferencePage.Map(app);
        SmsHook.Map(app);
        SubscribedCalendar.MapOpen(app);
        if (options.DevClock) DevClock.Map(app);
        if (options.Development) DevCodes.Map(app);
        var checks = AddressLimit.Of(options.VerifyAMinute);
        Verifications.MapOpen(app, new VerdictReader(app.Services, checks, options.ShowVerdict, options.ShowWait));
        StatusListEndpoint.Map(app, checks);
        var api = app.MapGroup("/api/v1");
        FreshProof.Mark(api);
        KnownQuery.Mark(api);
        AuditFilter.Guard(api);
        MapResources(api, new CertificateReader(app.Services));
        if (options.Development)
            AuditFilter.RefuseUnclassified(((IEndpointRouteBuilder)app).DataSources.SelectMany(one => one.Endpoints));
        return app;
    }

    private static void MapResources(RouteGroupBuilder api, CertificateReader certificates)
    {
        Sessions.Map(api);
        Accounts.Map(api);
        Appointments.Map(api);
        AccountAdministration.Map(api);
        EnterpriseAccounts.Map(api);
        AgreementEndpoints.Map(api);
        OwnSessions.Map(api);
        PasswordResets.Map(api);
        Me.Map(api);
        Links.Map(api);
        Documents.Map(api);
        Drafts.Map(api);
        Certificates.Map(api, certificates);
        CertificateCommandEndpoints.Map(api);
        Operators.Map(api);
        Vehicles.Map(api);
        VehicleCommandEndpoints.Map(api);
        RailLicences.Map(api);
        RailCommandEndpoints.Map(api);
        Employers.Map(api);
        LetterEndpoints.Map(api);
        ExamSessions.Map(api);
        Announcements.Map(api);
        Trips.Map(api);
        TripCommandEndpoints.Map(api);
        Applications.Map(api);
        OpinionEndpoints.Map(api);
        FilingEndpoints.Map(api);
        Printing.Map(api);
        CardEndpoints.Map(api);
        AdmissionTicketEndpoints.Map(api);
        DeliveryEndpoints.Map(api);
        DecisionEndpoints.Map(api);
        ObjectionEndpoints.Map(api);
        FindingEndpoints.Map(api);
        OperatorCheck.Map(api);
        ReviewEndpoints.Map(api);
        Persons.Map(api);
        Approvals.Map(api);
        Services.Map(api);
        Reference.Map(api);
        RegionEndpoints.Map(api);
        Searches.Map(api);
        Statistics.Map(api);
        Admin.Map(api);
        RetentionEndpoints.Map(api);
        PhoneRecoveries.Map(api);
        AuditEndpoints.Map(api);
        Verifications.Map(api);
        OfflineEndpoints.Map(api);
    }
}
