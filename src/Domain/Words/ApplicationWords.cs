using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Words;

/// <summary>Words for applications and materials.</summary>
public static class ApplicationWords
{
    /// <summary>The words for the status of an application.</summary>
    public static LocalText Of(ApplicationStatus status) => status switch
    {
        ApplicationStatus.Submitted => new("已提交", "Submitted"),
        ApplicationStatus.SupplementRequested => new("需要补正", "More asked"),
        ApplicationStatus.Accepted => new("已受理", "Accepted"),
        ApplicationStatus.NotAccepted => new("不予受理", "Not accepted"),
        ApplicationStatus.Approved => new("审核通过", "Approved"),
        ApplicationStatus.Refused => new("审核不通过", "Refused"),
        ApplicationStatus.Withdrawn => new("已撤销", "Withdrawn"),
        ApplicationStatus.AwaitingDelivery => new("待领取", "Ready"),
        ApplicationStatus.Delivered => new("办结", "Done"),
        ApplicationStatus.Uncollected => new("逾期未领", "Not collected"),
        ApplicationStatus.Closed => new("已终止", "Closed"),
        ApplicationStatus.EmployerReview => new("单位初审", "Employer's review"),
        ApplicationStatus.EmployerReturned => new("单位退回", "Returned by the employer"),
        ApplicationStatus.CentreReview => new("考试中心审核", "Exam centre's review"),
        ApplicationStatus.Reported => new("已上报", "Reported"),
        ApplicationStatus.Decided => new("准予许可", "Granted"),
        ApplicationStatus.Announced => new("已公告", "Announced"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>
    /// The name of a material when the service is not known: the name that the first service gives it.
    /// </summary>
    public static LocalText Of(MaterialKind kind) =>
        Catalogue.All.SelectMany(service => service.Materials).FirstOrDefault(line => line.Kind == kind)?.Names
        ?? new("其他材料", "another material");
}
