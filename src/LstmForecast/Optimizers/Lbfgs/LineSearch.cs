namespace LstmForecast;

/// <summary>How <see cref="Lbfgs"/> decides how far to go along a search direction.</summary>
public enum LineSearch
{
    /// <summary>
    /// Go the learning rate times the direction and look afterwards, PyTorch's default. One evaluation an iteration,
    /// no guarantee that the loss falls, and the last move of a step is not evaluated before the next step.
    /// </summary>
    None,

    /// <summary>
    /// Search for a length that lowers the loss enough and flattens its slope enough (the strong Wolfe conditions,
    /// Nocedal and Wright, Numerical Optimization, 2nd ed., equation 3.7). The loss never rises.
    /// </summary>
    StrongWolfe,
}
