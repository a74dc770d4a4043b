using System.Collections.Immutable;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Accounts;
using OrleansRegistry.Portal.Admin;
using OrleansRegistry.Portal.Contests;
using OrleansRegistry.Portal.Desk;
using OrleansRegistry.Portal.Employer;
using OrleansRegistry.Portal.Exams;
using OrleansRegistry.Portal.Fleet;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal;

/// <summary>The pages of those who work in the registry, or for an enterprise.</summary>
internal static class StaffRoutes
{
    private static ImmutableArray<RecordKind> RecordKinds { get; } =
    [
        CertificateRecord.Kind, VehicleRecord.Kind, PersonRecord.Kind, OperatorRecord.Kind, TripRecord.Kind,
        RailRecord.National, RailRecord.OfEmployer, EmployerRecord.National, EmployerRecord.Own,
        FleetRecords.Company, FleetRecords.Vehicle, FleetRecords.Trip, ObjectionDesk.Kind, .. FindingPages.Kinds,
        DeliveryRecord.Kind, LetterPages.Kind,
    ];

    public static void Map(IEndpointRouteBuilder pages, PortalOptions options)
    {
        QueuePage.Map(pages);
        CasePage.Map(pages);
        CaseMaterialPage.Map(pages);
        OpinionPages.Map(pages);
        BulkAcceptPage.Map(pages);
        ReceiptPage.Map(pages);
        TripQueuePage.Map(pages);
        SearchPage.Map(pages);
        ApprovalPages.Map(pages);
        ObjectionDesk.Map(pages);
        PersonPhonePage.Map(pages);
        DriverPhonePage.Map(pages);
        StatisticsPage.Map(pages);
        RegistrationPages.Map(pages, DeskCounter.Counter, Roles.Officer);
        RegistrationPages.Map(pages, RailCounter.Counter, Roles.ExamCentre | Roles.Administration);
        RailLists.Map(pages);
        ExamPages.Map(pages);
        DeliveryPages.Map(pages);
        LetterPages.Map(pages);
        NewLetterPage.Map(pages);
        EmployerHomePage.Map(pages);
        FleetPage.Map(pages);
        FleetTripsPage.Map(pages);
        FleetImportPage.Map(pages);
        FilingPage.Map(pages);
        BulkReviewPage.Map(pages);
        EnterpriseAccounts.Map(pages);
        AdminPages.Map(pages, options.ClockStands);
        if (options.ClockStands) ClockPage.Map(pages);
        AdminAccounts.Map(pages);
        KeysPage.Map(pages);
        RulesPage.Map(pages);
        AuditPage.Map(pages);
        RootsPage.Map(pages);
        RetentionPage.Map(pages);
        foreach (var kind in RecordKinds) RecordPages.Map(pages, kind, options);
    }
}
