using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>The names of schemas of exams, letters, corrections and figures (<see cref="SchemaIds"/>).</summary>
internal static class RailSchemaIds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<Type, string> All { get; } = new Dictionary<Type, string>
    {
        [typeof(ClaimNextRequest)] = "ClaimNextRequest",
        [typeof(MediaView)] = "TripMedia",
        [typeof(SupplementCountView)] = "SupplementCount",
        [typeof(TripCountView)] = "TripCount",
        [typeof(WorkCountView)] = "WorkCount",
        [typeof(AdmissionTicketView)] = "AdmissionTicket",
        [typeof(ExamPart)] = "ExamPart",
        [typeof(ExamPlace)] = "ExamPlace",
        [typeof(ExamRegistrationView)] = "ExamRegistration",
        [typeof(ExamResultRequest)] = "ExamResultRequest",
        [typeof(ExamSessionRequest)] = "ExamSessionRequest",
        [typeof(ExamSessionView)] = "ExamSession",
        [typeof(HeldClass)] = "HeldClass",
        [typeof(LetterDetails)] = "LetterDetails",
        [typeof(LetterDoneRequest)] = "LetterDoneRequest",
        [typeof(LetterKind)] = "LetterKind",
        [typeof(LetterRequest)] = "LetterRequest",
        [typeof(LetterView)] = "Letter",
        [typeof(OriginalsRequest)] = "OriginalsRequest",
        [typeof(RailCancelRequest)] = "RailCancelRequest",
        [typeof(RailCancellationForm)] = "RailCancellationForm",
        [typeof(RailChainView)] = "RailChain",
        [typeof(RailCorrectRequest)] = "RailCorrectRequest",
        [typeof(RailCorrectionForm)] = "RailCorrectionForm",
    };
}
